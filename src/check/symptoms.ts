import { basename } from 'node:path';
import { explainExitCode } from '../contract/exitCode';
import type { Observations, StaticFinding } from './observations';
import type { FilePlace } from '../jobs/containerCheck';
import type { LogLine, ProgramSeen, StopSeen } from './programSeen';
import type { CallSeen, CallsSeen, StartSeen } from './servingSeen';
import { fail, pass, warn, type Judgement } from './containerRule';

/** Lines of a log that are shown. */
const shownLines = 6;

/** What a server or its proxy writes of each ping of this check, and of no other request. */
const pingWords = /\bGET \/ping\b/;

/** The last lines of a log, as evidence; those about pings only where nothing else was said. */
export function lastLines(log: readonly LogLine[], count = shownLines): readonly string[] {
  const said = log.map(({ text }) => text.trimEnd()).filter((text) => text !== '');
  const others = said.filter((text) => !pingWords.test(text));
  return (others.length > 0 ? others : said).slice(-count);
}

/** The lines that say something, as evidence. */
export function linesWith(log: readonly LogLine[], pattern: RegExp): readonly string[] {
  return log
    .map(({ text }) => text.trimEnd())
    .filter((text) => pattern.test(text))
    .slice(-shownLines);
}

export function says(log: readonly LogLine[], pattern: RegExp): boolean {
  return log.some(({ text }) => pattern.test(text));
}

/** What programs say of a file that is not there. */
export const missingWords = "(?:[Nn]o such file|[Nn]ot found|[Cc]annot open|[Cc]an't open|does not exist|ENOENT)";
/** The same of one of the model. */
export const absentModelWords = new RegExp(
  `${missingWords}.*/opt/ml/model(?![\\w-])|/opt/ml/model(?![\\w-]).*${missingWords}`,
);
/** What a program that looks for a network says when there is none. */
export const networkWords =
  /[Nn]ame resolution|[Nn]ame or service not known|[Cc]ould not resolve|[Nn]etwork is unreachable|[Nn]o route to host|getaddrinfo|NewConnectionError|\bENOTFOUND\b|\bENETUNREACH\b|\bEAI_AGAIN\b|UnknownHostException|Could not connect to the endpoint|no such host|nodename nor servname/;
/** Settings of the kernel are read-only for what has no privileges. */
export const readOnlyWords = /^(?!.*(?:\/(?:proc|sys)\/|\bsysctl: )).*(?:read-only file system|EROFS|Errno 30\b)/i;
export const deniedWords = /permission denied|EACCES|Errno 13\b/i;
export const privilegeWords =
  /operation not permitted|EPERM|Errno 1\b|fuse: device not found|\/dev\/fuse|must be superuser|^mount: .*permission denied|(?:\/(?:proc|sys)\/|\bsysctl: ).*(?:read-only file system|EROFS)|(?:EROFS|Errno 30\b).*\/(?:proc|sys)\//i;
/** What the SDK of AWS says where it finds no region or no keys. */
export const regionWords = /NoRegionError|must specify a region|NoCredentialsError|Unable to locate credentials/;
/** What a program says that finds no GPU. */
export const gpuWords = /\bcuda|libcu[a-z]+\.so|\bGPUs?\b|nvidia|\bnccl\b|\bneuron/i;
/** What Gunicorn, and uWSGI, say when they kill a worker that takes too long. */
export const workerWords = /WORKER TIMEOUT|HARAKIRI ON WORKER/;
/** A number behind the colon makes it a metric. */
export const tracebackWords =
  /^Traceback \(most recent call last\)|^\w*(?:Error|Exception)(?::(?!\s*[-+]?[\d.])|$)|\bException in thread\b|^panic: |^Error in |Execution halted/;

/** Whether an answer was waited for in vain; what breaks the connection did not take that long. */
export function hasTimedOut(call: CallSeen | undefined): boolean {
  return call?.failure?.includes('did not answer within') ?? false;
}

/** Seconds for people. */
export function time(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${seconds.toFixed(0)} s`;
}

/** What became of a program after SIGTERM. */
export function howItEnded({ wasKilled, seconds, grace }: StopSeen): string {
  return wasKilled ? `still there ${time(grace)} after SIGTERM` : `ended ${time(seconds)} after SIGTERM`;
}

/** The exit code of a program that failed, with what it most likely means. */
export function endedWith({ exitCode = 1, outOfMemory }: Pick<ProgramSeen, 'exitCode' | 'outOfMemory'>): string {
  const meaning = explainExitCode(exitCode, outOfMemory);
  return meaning === undefined
    ? `It ended with exit code ${String(exitCode)}.`
    : `It ended with exit code ${String(exitCode)} (${meaning}).`;
}

/** A program that ended well by itself. */
export function isGood(run: ProgramSeen | undefined): boolean {
  return run?.exitCode === 0 && run.stop === undefined && run.startFailure === undefined;
}

/** A training that ended with 0 and left no model, but said that it had failed: to its log, or to the file with the reason. */
export function isSwallowed(run: ProgramSeen | undefined): boolean {
  if (!run || !isGood(run) || run.modelFiles !== 0) return false;
  return (run.message ?? '') !== '' || says(run.log, tracebackWords);
}

/** A program that ended by itself with another exit code than 0. */
export function hasFailed(run: ProgramSeen | undefined): boolean {
  return run !== undefined && run.stop === undefined && run.exitCode !== undefined && run.exitCode !== 0;
}

/** The start of a server that all else was asked of: the last that was tried. */
export function lastStart({ serving, models }: Observations): StartSeen | undefined {
  return serving?.open ?? serving?.isolated ?? models?.start;
}

/** A server that was healthy and ended while it was asked things: what was asked after that shows nothing. */
export function endedWhenAsked(seen: Observations): boolean {
  const start = lastStart(seen);
  // What it does not understand comes last; whether it survives that is I11.
  return start?.healthyAfter !== undefined && start.exit !== undefined && !seen.serving?.calls?.strange;
}

/**
 * A server that was healthy for a moment and left by itself: before it was asked anything else, or with 0 before it had answered anything,
 * as one does that goes into the background.
 */
export function endedAtOnce(seen: Observations): boolean {
  const start = lastStart(seen);
  const calls = seen.serving?.calls;
  if (start?.healthyAfter === undefined || !start.exit || !calls) return false;
  const isSilent = calls.tried.every(({ status }) => status === 0);
  return calls.ping.status === 0 || (start.exit.code === 0 && isSilent);
}

/** What rules say of such a server that could not see anything for it. */
export const asItEnded = 'It ended before it could be asked anything.';

/** An answer that is good by its status and an error by its body. */
export function isErrorInside({ status, body }: CallSeen): boolean {
  return status >= 200 && status < 300 && errorBody.test(body);
}

const errorBody =
  /^\s*"?(?:\w*error|exception)\s*:|^Traceback \(most|"(?:errors?|errorMessage|exception)"\s*:\s*["{[]\s*[^"\]}\s]/i;

/** The status of an answer, or why there was none. */
export function statusOf({ status, failure }: CallSeen): string {
  return failure ?? String(status);
}

/** An answer of a proxy that finds nobody behind it. */
export function isFromProxyAlone({ status }: CallSeen): boolean {
  return [502, 503, 504].includes(status);
}

/** An answer of a proxy that has waited for somebody behind it, and does so no longer. */
export function hasGivenUp({ status }: CallSeen): boolean {
  return status === 504;
}

/** It says now and then that it is not healthy, whatever it is asked, as G11 tells. */
export function flaps({ load }: CallsSeen): boolean {
  return [load?.pingWithOne, load?.pingWithSeveral].some((one) => one && one.status >= 500);
}

/** What is wrong with two answers on one connection; undefined where nothing is, or nobody asked. */
export function keptWrong(calls: CallsSeen): string | undefined {
  const { kept, good } = calls;
  if (!kept) return undefined;
  const { answer, ping, strayBytes } = kept;
  if (answer.status !== good?.answer.status)
    return `POST /invocations with Connection: keep-alive: ${statusOf(answer)}`;
  if (strayBytes > 0) return `${String(strayBytes)} bytes behind the end of its answer`;
  return ping.status === 200 || flaps(calls) ? undefined : `GET /ping on the same connection: ${statusOf(ping)}`;
}

/** What rules say where this machine was late itself. */
export const tooBusy = 'This machine was too busy to tell; check it again when there is less to do.';

/** The lateness of this machine, as evidence. */
export function lateBy(milliseconds: number): string {
  return `this machine itself was late by ${String(milliseconds)} ms`;
}

/** What rules say of such a server that could not see anything for it. */
export const asI5Says = 'It ended when it was asked something, as I5 says.';

/** A server that answers a body that comes in pieces otherwise than one that comes at once. */
export function takesFirstPiece({ serving }: Observations): boolean {
  const { good, inPieces, load } = serving?.calls ?? {};
  if (!good || !inPieces) return false;
  if (inPieces.status !== good.answer.status) return true;
  // Only where all answers to one request are the same does another one mean something.
  const isSteady = load?.answers.every(({ body }) => body === good.answer.body) ?? false;
  return isSteady && inPieces.body !== good.answer.body;
}

/** Everything that the runs which count wrote. */
export function allLogs(seen: Observations): readonly LogLine[] {
  return [seen.training?.plain.log, seen.processing?.log, lastStart(seen)?.log].flatMap((log) => log ?? []);
}

/** What `validate` has found under a code. */
export function findingsOf({ findings }: Observations, ...codes: readonly string[]): readonly StaticFinding[] {
  return findings.filter(({ code }) => codes.includes(code));
}

/** What the static rules of a code say: nothing where they found nothing worth acting on. */
export function saidByFiles(seen: Observations, ...codes: readonly string[]): Judgement | undefined {
  const found = findingsOf(seen, ...codes);
  const [first] = found;
  return first && (worstOf(found) ?? pass(`Only a remark: ${first.message}`, found.map(findingText)));
}

/** What findings come to: their first error, or else warning; undefined where there is neither. */
export function worstOf(found: readonly StaticFinding[]): Judgement | undefined {
  const [evidence, places] = [found.map(findingText), found.map(({ place }) => place)];
  const error = found.find(({ severity }) => severity === 'error');
  if (error) return { ...fail(error.message, evidence), places };
  const warning = found.find(({ severity }) => severity === 'warning');
  return warning && { ...warn(warning.message, evidence), places };
}

/** A finding as evidence: `Dockerfile:3: what is wrong, and what to do.` */
export function findingText({ place, message, action }: StaticFinding): string {
  return `${placeText(place)}: ${message} ${action}`.trim();
}

/** `Dockerfile:3`. */
export function placeText({ file, line }: FilePlace): string {
  return `${basename(file)}:${String(line)}`;
}
