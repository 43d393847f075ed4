import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exitCodes, type App, type CheckApp, type RunOptions, type ServerOptions } from './app';
import type { CleanupFlags } from './cleanup';
import { checkUses, type CheckUse } from '../jobs/containerCheck';
import type { CheckFlags } from './check';
import type { InvokeOptions } from './invoke';
import { placed } from './awsPlace';
import type { JobsOptions, LogOptions } from './jobCommands';
import type { MetricsOptions } from './metrics';
import { containerKinds } from '../scaffold/generate/proposal';
import type { ProbeKind } from '../probe/probeDump';
import type { ProbeOptions } from './probe';
import { probeDefinitions } from './probeDefinitions';
import type { PreviewFlags } from './preview';
import { sinceTime } from './sinceTime';
import type { SchemaOptions } from './schema';
import type { AwsChoice } from '../jobs/submission';
import type { SubmitFlags } from './submit';
import type { GenerateOptions } from './generate';
import type { NewOptions } from './newProject';
import type { ValidateOptions } from './validate';

interface JsonFlag {
  readonly json?: boolean;
}

/** Makes what commands need; the whole app is only loaded for those that need it. */
export interface Openers {
  readonly open: (project: string | undefined) => Promise<App>;
  readonly openChecks: (project: string | undefined) => CheckApp;
}

/**
 * Read the arguments and do what they say.
 * @param openers make what a command needs, for a project's root folder; undefined for the folder that the user is in
 * @returns the exit code
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  { open, openChecks }: Openers,
): Promise<number> {
  let code: number = exitCodes.ok;
  const program = new Command('sagemaker-containers')
    .description('Run Amazon SageMaker containers on this machine, from the same request files that go to AWS.')
    .version(version)
    .option(
      '--project <folder>',
      'project that jobs belong to (default: nearest folder with .sagemaker, else this one)',
    )
    .exitOverride();
  const perform = async (command: (app: App) => Promise<number>) => {
    code = await command(await open(program.opts<{ project?: string }>().project));
  };
  addRunCommands(program, perform);
  addJobCommands(program, perform);
  addAwsCommands(program, perform);
  addMachineCommands(program, perform);
  addServer(program, perform);
  addCheck(program, perform);
  addProbe(program, perform);
  const check: PerformCheck = async (command) => {
    code = await command(openChecks(program.opts<{ project?: string }>().project));
  };
  addValidate(program, check);
  addSchema(program, check);
  addScaffold(program, check);
  addGenerate(program, check);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
}

/** Does a command with the app of the project that was asked for, and keeps its exit code. */
type Perform = (command: (app: App) => Promise<number>) => Promise<void>;

/** The same for commands that only look at files. */
type PerformCheck = (command: (app: CheckApp) => Promise<number>) => Promise<void>;

const jsonOption = () => new Option('--json', 'one JSON value a line');
const engineOption = () =>
  new Option('--engine <engine>', 'what runs containers').choices(['auto', 'docker', 'process']).default('auto');

function addRunCommands(program: Command, perform: Perform): void {
  program
    .command('run <definition>')
    .description('run a training, processing or transform job, or serve a model until Ctrl-C')
    .addOption(engineOption())
    .addOption(new Option('--port <port>', 'port on 127.0.0.1 for callers of a model').argParser(portNumber))
    .option(
      '--container-profile <name>',
      'AWS profile whose credentials the containers may ask for; else they get none',
    )
    .addOption(jsonOption())
    .option('--detach', 'return once it runs; it goes on without this terminal')
    .action((definition: string, flags: RunOptions) =>
      perform(async (app) => (await import('./run')).run(app, definition, flags)),
    );
  program
    .command('preview <definition>')
    .description('show the requests that a transform job would make, without making them')
    .addOption(jsonOption())
    .addOption(
      new Option('--limit <count>', 'show so many requests; all are counted').argParser(wholeNumber).default(10),
    )
    .option('--bodies', 'show what is in them too')
    .action((definition: string, flags: PreviewFlags) =>
      perform(async (app) => (await import('./preview')).preview(app, definition, flags)),
    );
  program
    .command('invoke <fixture...>')
    .description('send *.invocation.json fixtures and compare the answers')
    .addOption(jsonOption())
    .addOption(engineOption())
    .option('--trace', 'show what each container got, answered and wrote')
    .action((fixtures: string[], flags: InvokeOptions) =>
      perform(async (app) => (await import('./invoke')).invoke(app, fixtures, flags)),
    );
}

function addJobCommands(program: Command, perform: Perform): void {
  const kinds = ['training-job', 'processing-job', 'transform-job', 'tuning-job', 'endpoint'];
  withAws(program.command('jobs'))
    .description('list jobs and endpoints, newest first')
    .addOption(new Option('--kind <kind>', 'of one kind only').choices(kinds))
    .option('--name <part>', 'with this in their names')
    .option('--status <status>', 'in this status: InProgress, Completed, Failed, …')
    .addOption(new Option('--limit <count>', 'at most so many (default: all; 100 of AWS)').argParser(countNumber))
    .addOption(jsonOption())
    .action((flags: JobsOptions & AwsChoice) =>
      perform(async (app) => (await import('./jobCommands')).jobs(await placed(app, flags), flags)),
    );
  withAws(program.command('describe <job>'))
    .description("print the API's Describe response of a job or endpoint")
    .addOption(new Option('--json', 'in one line'))
    .action((job: string, flags: JsonFlag & AwsChoice) =>
      perform(async (app) => (await import('./describe')).describe(await placed(app, flags), job, flags.json ?? false)),
    );
  addLogs(program, perform);
  withAws(program.command('metrics <job...>'))
    .description('print the metrics that jobs have said')
    .addOption(new Option('--csv', 'comma-separated values, one sample a row').conflicts('json'))
    .addOption(jsonOption())
    .option('-f, --follow', 'go on until the jobs end, one sample a line')
    .action((names: string[], flags: MetricsOptions & AwsChoice) =>
      perform(async (app) => (await import('./metrics')).metrics(await placed(app, flags), names, flags)),
    );
  withAws(program.command('stop <job>'))
    .description('stop a job or endpoint')
    .action((job: string, flags: AwsChoice) =>
      perform(async (app) => (await import('./jobCommands')).stop(await placed(app, flags), job)),
    );
  program
    .command('resume <job>')
    .description('take over a job whose process was killed')
    .addOption(jsonOption())
    .action((job: string, flags: JsonFlag) =>
      perform(async (app) => (await import('./run')).resume(app, job, flags.json ?? false)),
    );
}

function addLogs(program: Command, perform: Perform): void {
  withAws(program.command('logs <job>'))
    .description('print what a job wrote')
    .option('-f, --follow', 'go on until the job ends')
    .addOption(
      new Option('-n, --lines <count>', 'of what each stream has, only the last so many lines').argParser(countNumber),
    )
    .addOption(
      new Option('--since <time>', 'with jobs of AWS: nothing older than 10m, 2h, 1d or a time of ISO 8601').argParser(
        (text) => sinceTime(text, Date.now()),
      ),
    )
    .addOption(
      new Option('--continue', 'with jobs of AWS: follow on behind what the last logs --continue printed').conflicts([
        'stream',
        'since',
      ]),
    )
    .option('--live-tail', 'with -f and jobs of AWS: hear of lines at once by Live Tail, which AWS bills by the minute')
    .option('--stream <name>', 'one stream only: algo-1, data-log, build, ping, platform, …')
    .action((job: string, flags: LogOptions & AwsChoice) =>
      perform(async (app) => (await import('./jobCommands')).logs(await placed(app, flags), job, flags)),
    );
}

function addAwsCommands(program: Command, perform: Perform): void {
  withAws(program.command('submit <definition>'))
    .description('send a definition to AWS, with the images and data that it refers to')
    .option('--role <role>', 'name or ARN of the role that SageMaker takes on, where the definition has none')
    .option('--bucket <bucket>', 'bucket for inputs and outputs (default: sagemaker-REGION-ACCOUNT)')
    .option('--dry-run', 'print the requests and change nothing')
    .option('--wait', 'follow it to its end, or an endpoint until it is in service')
    .option('-y, --yes', 'do not ask')
    .addOption(jsonOption())
    .action((definition: string, flags: SubmitFlags) =>
      perform(async (app) => (await import('./submit')).submit(app, definition, flags)),
    );
  withAws(program.command('cleanup'))
    .description('list what was submitted to AWS from here and is still there, and delete it')
    .option('--bucket <bucket>', 'bucket that inputs were brought to (default: sagemaker-REGION-ACCOUNT)')
    .option('-y, --yes', 'do not ask')
    .action((flags: CleanupFlags) => perform(async (app) => (await import('./cleanup')).cleanup(app, flags)));
  withAws(program.command('whoami'))
    .description('show which account, region and credentials of AWS would be used')
    .addOption(jsonOption())
    .action((flags: AwsChoice & JsonFlag) =>
      perform(async (app) => (await import('./whoami')).whoami(app, flags, flags.json ?? false)),
    );
}

/** Options that choose credentials and region. */
function withAws(command: Command): Command {
  return command
    .option('--profile <name>', 'profile of the shared AWS files')
    .option('--region <region>', 'region of AWS (default: that of the profile, AWS_REGION, AWS_DEFAULT_REGION)');
}

function addMachineCommands(program: Command, perform: Perform): void {
  program
    .command('clean')
    .description('remove containers, networks and processes that killed runs left')
    .option('--ended', 'also remove logs and artifacts of jobs that have ended')
    .action((flags: { readonly ended?: boolean }) =>
      perform(async (app) => (await import('./jobCommands')).clean(app, flags.ended ?? false)),
    );
  program
    .command('doctor')
    .description('look at what a local run needs')
    .addOption(jsonOption())
    .action((flags: JsonFlag) =>
      perform(async (app) => (await import('./jobCommands')).doctor(app, flags.json ?? false)),
    );
}

/** Always the same, so that scripts can name it. */
const serverPort = 4599;

function addServer(program: Command, perform: Perform): void {
  program
    .command('server')
    .description('let AWS clients of this machine use local runs, until Ctrl-C')
    .addOption(
      new Option('--port <port>', 'port on 127.0.0.1; 0 for any free one').argParser(portNumber).default(serverPort),
    )
    .addOption(engineOption())
    .addOption(new Option('--faults', 'let tests make calls fail, by POST /_faults').default(false, 'no'))
    .action((flags: ServerOptions) => perform(async (app) => (await import('./server')).server(app, flags)));
}

function addCheck(program: Command, perform: Perform): void {
  program
    .command('check <target>')
    .description('run a container in all the ways that the platform would, and say what would not work there')
    .addOption(
      new Option('--for <uses>', `some of: ${checkUses.join(', ')}; by default what definitions say`).argParser(usesOf),
    )
    .addOption(new Option('--only <rules>', 'ids of rules, with commas').argParser((text) => text.split(',')))
    .addOption(engineOption())
    .addOption(new Option('--patience <seconds>', 'how long one run may take (default: 120)').argParser(wholeNumber))
    .option('--faults', 'also train without memory and processor time, on a slow disk, with a wrong clock')
    .option('--all', 'also print rules that do not apply')
    .option('--report <file>', 'write a report: .html or .md')
    .option('--language <language>', 'of the report: en, ja (default: en)')
    .option('--badge <file>', 'write a badge: .svg')
    .addOption(new Option('--junit', 'print the results as JUnit writes them').conflicts('json'))
    .addOption(jsonOption())
    .action((target: string, flags: CheckFlags) =>
      perform(async (app) => (await import('./check')).check(app, target, flags)),
    );
}

function usesOf(text: string): readonly CheckUse[] {
  return text.split(',').map((name) => {
    const use = checkUses.find((one) => one === name.trim());
    if (use) return use;
    throw new InvalidArgumentError(`Write one or more of ${checkUses.join(', ')}, with commas.`);
  });
}

function addProbe(program: Command, perform: Perform): void {
  const kinds = [...new Set(probeDefinitions.map(({ kind }) => kind))];
  program
    .command('probe')
    .description('run containers that write down all that they see, and judge it by the contract')
    .option('--folder <folder>', 'where its image and definitions are written', 'sagemaker-probe')
    .addOption(
      new Option('--kind <kinds>', `some of: ${kinds.join(',')}; all by default`).argParser((text) =>
        kindsOf(text, kinds),
      ),
    )
    .addOption(engineOption())
    .option('--compare <dump>', 'print what a dump from elsewhere has different')
    .option('--write-only', 'write the folder and run nothing')
    .addOption(jsonOption())
    .action((flags: ProbeOptions) => perform(async (app) => (await import('./probe')).probe(app, flags)));
}

function kindsOf(text: string, known: readonly ProbeKind[]): readonly ProbeKind[] {
  return text.split(',').map((name) => {
    const kind = known.find((one) => one === name.trim());
    if (kind) return kind;
    throw new InvalidArgumentError(`Write one or more of ${known.join(', ')}, with commas.`);
  });
}

function addValidate(program: Command, perform: PerformCheck): void {
  const choice = (flags: string, text: string, words: readonly string[]) => new Option(flags, text).choices(words);
  program
    .command('validate <path...>')
    .description('say what SageMaker or its containers would refuse in files, and in all files of folders')
    .addOption(choice('--format <format>', 'how findings are printed', ['text', 'json', 'sarif']).default('text'))
    .addOption(
      choice('--max-severity <severity>', 'the worst finding that still ends with 0', [
        'error',
        'warning',
        'info',
      ]).default('warning'),
    )
    .addOption(choice('--as <kind>', 'what the files are whatever their names', ['sparkml-schema', 'hyperparameters']))
    .action((paths: string[], flags: ValidateOptions) =>
      perform(async (app) => (await import('./validate')).validate(app, paths, flags)),
    );
}

function addSchema(program: Command, perform: PerformCheck): void {
  program
    .command('schema <source>')
    .description('print a SAGEMAKER_SPARKML_SCHEMA for the rows of a CSV file, or for an MLeap bundle')
    .option('--output <column>', 'the column that comes back (default: prediction, or the last that the bundle makes)')
    .addOption(new Option('--json', 'in one line, as short as it can be'))
    .action((source: string, flags: SchemaOptions) =>
      perform(async (app) => (await import('./schema')).schema(app, source, flags)),
    );
}

function addScaffold(program: Command, perform: PerformCheck): void {
  program
    .command('new [name] [folder]')
    .description('write a container with its definitions, data and fixtures into a folder')
    .option('--set <key=value>', 'an answer that the template asks for; may be given several times', collect, [])
    .option('--list', 'show the templates, or the answers that one takes')
    .option('--from <folder>', 'a folder of templates of your own')
    .option('--force', 'replace files of the same names that say something else')
    .action((template: string | undefined, folder: string | undefined, flags: NewOptions) =>
      perform(async (app) => (await import('./newProject')).newProject(app, [template, folder], flags)),
    );
}

function addGenerate(program: Command, perform: PerformCheck): void {
  program
    .command('generate <folder>')
    .description('propose a Dockerfile, entry points and definitions for the programs in a folder')
    .addOption(
      new Option('--kind <kind>', 'what the container is for (default: what its programs are for)').choices(
        containerKinds,
      ),
    )
    .option(
      '--set <key=value>',
      'an answer: name, base-image, train, serve, process; may be given several times',
      collect,
      [],
    )
    .option('--dry-run', 'print the files and change nothing')
    .option('-y, --yes', 'write the new files without asking; those that are there stay')
    .option('--replace <path>', 'replace this file, which is there; may be given several times', collect, [])
    .addOption(jsonOption())
    .action((folder: string, flags: GenerateOptions) =>
      perform(async (app) => (await import('./generate')).generate(app, folder, flags)),
    );
}

function collect(one: string, others: readonly string[]): readonly string[] {
  return [...others, one];
}

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number.');
}

function countNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number, at least 1.');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Write a number from 0 to 65535.');
}
