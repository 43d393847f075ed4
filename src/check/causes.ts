import { hostingPort } from '../contract/hosting';
import type { Observations, ProgramFile } from './observations';
import type { ProgramSeen, TrainingSeen } from './programSeen';
import type { CallSeen, StartSeen, TriedCall } from './servingSeen';
import {
  absentModelWords,
  deniedWords,
  endedAtOnce,
  gpuWords,
  hasFailed,
  hasGivenUp,
  lastStart,
  missingWords,
  networkWords,
  privilegeWords,
  readOnlyWords,
  regionWords,
  says,
  workerWords,
} from './symptoms';

/**
 * The rules that explain why a container does not work at all, one for each failure: a failure has one name. Rules that find another one
 * here say that they could not see anything.
 */
export function causesOf(seen: Observations): ReadonlySet<string> {
  const found = [trainingCause(seen), processingCause(seen), servingCause(seen), requestCause(seen)];
  return new Set(found.filter((cause) => cause !== undefined));
}

/** Why training failed; `T51` when nothing explains it, undefined when it did not, or when it had no data to begin with. */
export function trainingCause(seen: Observations): string | undefined {
  const { training } = seen;
  if (!training) return undefined;
  const { plain, cures, isDefined } = training;
  if (plain.startFailure !== undefined) return startCause(plain.startFailure, 'train', seen);
  if (servesInstead(plain)) return 'G1';
  // One that ends well without a model is explained by what makes it leave one.
  if (!hasFailed(plain)) return cures[0]?.rule;
  const known = cures[0]?.rule ?? programCause(plain, seen, training.channels);
  return known ?? (isDefined ? 'T51' : undefined);
}

/** A training that failed for want of a GPU, which no container gets here: how it would go on its instance nobody can tell. */
export function lacksGpu({ plain, wantsGpu = false }: TrainingSeen): boolean {
  return wantsGpu && hasFailed(plain) && says(plain.log, gpuWords);
}

/** A program that does not heed the word train, and serves. */
export function servesInstead({ stop, listening = [] }: ProgramSeen): boolean {
  return stop !== undefined && listening.some((address) => address.endsWith(`:${String(hostingPort)}`));
}

/** Why processing failed. */
export function processingCause(seen: Observations): string | undefined {
  const { processing, processingCures: [cure] = [] } = seen;
  if (processing?.startFailure !== undefined) return startCause(processing.startFailure, '', seen);
  if (!processing || !hasFailed(processing)) return undefined;
  return cure?.rule ?? programCause(processing, seen, undefined) ?? 'P2';
}

/** Why a healthy server answers no request, or loads no model, where its log tells that the platform is why. */
export function requestCause(seen: Observations): string | undefined {
  const { serving, models, image } = seen;
  const isRefused =
    serving?.calls !== undefined && !serving.calls.good && likeliest(serving.calls.tried).every(isBroken);
  const isUnloaded = models?.steps.load !== undefined && isBroken(models.steps.load);
  if (!isRefused && !isUnloaded) return undefined;
  const answers = [...(serving?.calls?.tried ?? []), ...(models?.steps.load ? [models.steps.load] : [])];
  const log = [...(lastStart(seen)?.log ?? []), ...answers.map(({ body }) => ({ at: 0, text: body }))];
  if (says(log, workerWords) || likeliest(serving?.calls?.tried ?? []).some(hasGivenUp)) return 'G21';
  if (says(log, readOnlyWords)) return 'G24';
  if (says(log, deniedWords) && isOtherUser(image?.user)) return 'G8';
  if (says(log, regionWords)) return 'G20';
  if (says(log, privilegeWords)) return 'G30';
  return says(log, networkWords) ? 'G19' : undefined;
}

/** What fixtures say that it takes; all that was made up where there is none. */
function likeliest(tried: readonly TriedCall[]): readonly TriedCall[] {
  const known = tried.filter(({ isMadeUp }) => isMadeUp === false);
  return known.length > 0 ? known : tried;
}

function isBroken({ status, failure }: CallSeen): boolean {
  return status >= 500 || (status === 0 && failure?.includes('did not answer within') !== true);
}

/** Why a server did not get healthy; `I5` when nothing explains it. */
export function servingCause(seen: Observations): string | undefined {
  const start = lastStart(seen);
  if (!start || (start.healthyAfter !== undefined && !endedAtOnce(seen))) return undefined;
  if (start.startFailure !== undefined) return startCause(start.startFailure, 'serve', seen);
  const cure = seen.serving?.cures[0]?.rule;
  // With a way out it may only take longer until it gives up.
  const looksOut = seen.serving?.open !== undefined && says(seen.serving.isolated.log, networkWords);
  if (cure === undefined && looksOut) return 'G19';
  return cure ?? (start.exit ? exitCause(start, seen) : runningCause(start, seen));
}

function startCause(text: string, program: string, seen: Observations): string {
  if (/exec format error/i.test(text)) return isUnnamed(startedFile(text, program, seen)) ? 'G2' : 'G3';
  if (unknownUserWords.test(text)) return 'G8';
  if (/executable file not found|is not found in the PATH|not executable|permission denied/i.test(text)) {
    // The kernel says "no such file" for a missing interpreter too.
    return 'G1';
  }
  return /interpreter|no such file/i.test(text) ? 'G2' : 'G1';
}

/** What engines say of a USER that the image does not have. */
export const unknownUserWords = /unable to find (?:user|group)\b|no matching entries in (?:passwd|group) file/i;

/** The file that could not be started: the one that is named, else what the word of the platform finds. */
function startedFile(text: string, word: string, seen: Observations): ProgramFile | undefined {
  const { programs = {} } = seen.inside ?? {};
  const named = Object.values(programs).find(({ path }) => text.split(/[\s":]+/).includes(path));
  return named ?? programs[word];
}

/** A script whose first line names no interpreter. What is made for a processor begins with characters that no text has. */
export function isUnnamed(file: ProgramFile | undefined): boolean {
  return (
    file !== undefined && !file.firstLine.startsWith('#!') && !/\p{Cc}/u.test(file.firstLine.replace(/[\t\r]/g, ''))
  );
}

/** What interpreters say when the program that they were given is not there; what lies below /opt/ml is somebody else's. */
const missingProgram =
  /^\S*python[\d.]*: can't open file '(?!\/opt\/ml\/)[^']*': \[Errno 2\]|Unable to access jarfile (?!\/opt\/ml\/)|^Fatal error: cannot open file '(?!\/opt\/ml\/)|^\S*sh: 0: (?:cannot|Can't) open (?!\/opt\/ml\/)|^\S*bash: (?!\/opt\/ml\/)\S+: No such file/;

/** A shell names the line of a script that it has started, and the program that it misses there; `exec` hands over to what was to start. */
const missingInScript = /: (?:line )?\d+: (?!exec: ).*not found/;

/** What `env` says of the interpreter that a first line names: a word, or all that stands behind `env`, as it is handed over. */
const missingForEnv = /(?:^|\/)env: (?:can't execute )?(?:['"‘“][^'"’”]+['"’”]|[\w./-]+): no such file/i;

function programCause(
  { log, exitCode }: Pick<ProgramSeen, 'log' | 'exitCode'>,
  seen: Observations,
  channels: readonly string[] | undefined,
): string | undefined {
  const { image, inside } = seen;
  if (says(log, /\[FATAL tini|^tini: |dumb-init\]/)) return 'G6';
  if (says(log, /bad interpreter|\\r['"’]?: no such file|\r: (?:not found|command not found|no such)/i)) return 'G2';
  if (says(log, missingForEnv)) return 'G2';
  if (says(log, /exec format error/i)) return 'G3';
  if (isShellForm(image?.entrypoint)) return 'G5';
  const isNotStarted = (exitCode === 127 || exitCode === 126) && !says(log, missingInScript);
  if (isNotStarted) return isInit(image?.entrypoint) ? 'G6' : 'G1';
  if (says(log.slice(0, 1), missingProgram)) return 'G1';
  if (says(log, readOnlyWords)) return 'G24';
  if (says(log, deniedWords) && isOtherUser(image?.user)) return 'G8';
  if (says(log, privilegeWords)) return 'G30';
  if (exitCode === 135 || says(log, /bus error|shared memory/i)) return 'G25';
  if (says(log, missingHidden(inside?.hidden))) return 'G7';
  if (channels && says(log, missingInput(channels))) return 'G14';
  return says(log, networkWords) ? 'G19' : undefined;
}

function exitCause(start: StartSeen, seen: Observations): string | undefined {
  const { exit, log } = start;
  const known = programCause({ log, exitCode: exit?.code ?? 1 }, seen, undefined);
  if (known !== undefined) return known;
  if (exit?.code === 0) return 'G17';
  // It has not been told where its model is.
  const isWithoutModel = seen.serving?.hasModel === false && says(log, /model/i);
  return isWithoutModel ? undefined : 'I5';
}

/** Why a server is not healthy that goes on running. */
function runningCause(start: StartSeen, { inside, serving }: Observations): string | undefined {
  if (says(start.log, missingHidden(inside?.hidden))) return 'G7';
  return serving?.hasModel === false && says(start.log, absentModelWords) ? undefined : silenceCause(start);
}

function silenceCause({ lastPing, listening = [], port }: StartSeen): string {
  const here = listening.filter((address) => address.endsWith(`:${String(port)}`));
  // Whatever it says is no HTTP: another protocol, or half an answer.
  const isElse = here.length > 0 && !['connection refused', 'no answer'].includes(lastPing);
  const isReached = /^\d+$/.test(lastPing) || lastPing.startsWith('no answer within') || isElse;
  if (isReached && here.every((address) => !isLoopback(address))) return 'G11';
  // A socket that turns callers away is one for other addresses, those of IPv6 for example.
  const isTurnedAway = here.length > 0 && lastPing === 'connection refused';
  if (isTurnedAway || (listening.length > 0 && here.every(isLoopback))) return 'G9';
  return 'G12';
}

function isLoopback(address: string): boolean {
  return /^(?:127\.|\[::1\])/.test(address);
}

/** A path below the channels that no channel has, or that is told to be missing. */
function missingInput(channels: readonly string[]): RegExp {
  const known = channels.map(literally).join('|');
  const unknown = `/opt/ml/input/data/(?!(?:${known || '$'})(?:[/'"\\s:]|$))[\\w.-]+|KeyError: 'SM_CHANNEL_`;
  const path = '/opt/ml/input/data/[\\w.-]+/[^\\s/]';
  return new RegExp(`${unknown}|${missingWords}.*${path}|${path}.*${missingWords}`);
}

/** A file of the image, or its folder, that the platform hides, told to be missing. */
function missingHidden(hidden: readonly string[] = []): RegExp {
  const folders = hidden
    .map((path) => path.slice(0, path.lastIndexOf('/')))
    .filter((path) => path.split('/').length > 4);
  const paths = [...new Set([...hidden, ...folders])].map(literally).join('|');
  return new RegExp(paths === '' ? '(?!)' : `${missingWords}.*(?:${paths})|(?:${paths}).*${missingWords}`);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

/** Whether a shell gets a text to run and the word of the platform is lost: the first word behind the text is `$0`, the next ones `$@`. */
export function isShellForm([shell = '', option, text = '', ...more]: readonly string[] = []): boolean {
  if (!/(?:^|\/)(?:sh|bash|dash|ash)$/.test(shell) || option !== '-c') return false;
  return !(more.length === 0 ? /\$\{?0/ : /\$\{?[@*1-9]/).test(text);
}

/** Whether an init program stands in front. */
export function isInit(entrypoint: readonly string[] = []): boolean {
  return /(?:^|\/)(?:tini|tini-static|dumb-init|docker-init)$/.test(entrypoint[0] ?? '');
}

export function isOtherUser(user: string | undefined): boolean {
  return !/^(?:root|0)?(?::|$)/.test(user ?? '');
}
