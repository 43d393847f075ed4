import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { EngineChoice } from '../jobs/platform';
import { exitCodes, type App } from './app';
import { invoke } from './invoke';
import { clean, doctor, jobs, logs, stop, type LogOptions } from './jobCommands';
import { resume, run } from './run';

interface RunFlags {
  readonly engine: EngineChoice;
  readonly port?: number;
  readonly json?: boolean;
  readonly detach?: boolean;
}

interface JsonFlag {
  readonly json?: boolean;
}

/**
 * Read the arguments and do what they say.
 * @param open makes the app for a project's root folder; undefined for the folder that the user is in
 * @returns the exit code
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  open: (project: string | undefined) => App,
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
  const app = () => open(program.opts<{ project?: string }>().project);
  const json = () => new Option('--json', 'one JSON value a line');
  const done = (result: number) => {
    code = result;
  };

  program
    .command('run <definition>')
    .description('run a training job, or serve a model until Ctrl-C')
    .addOption(
      new Option('--engine <engine>', 'what runs containers').choices(['auto', 'docker', 'process']).default('auto'),
    )
    .addOption(new Option('--port <port>', 'port on 127.0.0.1 for callers of a model').argParser(portNumber))
    .addOption(json())
    .option('--detach', 'return once it runs; it goes on without this terminal')
    .action(async (definition: string, flags: RunFlags) => {
      done(await run(app(), definition, flags));
    });
  program
    .command('invoke <fixture...>')
    .description('send *.invocation.json fixtures and compare the answers')
    .addOption(json())
    .action(async (fixtures: string[], flags: JsonFlag) => {
      done(await invoke(app(), fixtures, flags.json ?? false));
    });
  program
    .command('jobs')
    .description('list jobs and endpoints')
    .addOption(json())
    .action(async (flags: JsonFlag) => {
      done(await jobs(app(), flags.json ?? false));
    });
  program
    .command('logs <job>')
    .description('print what a job wrote')
    .option('-f, --follow', 'go on until the job ends')
    .option('--stream <name>', 'one stream only: algo-1, build, ping, platform, …')
    .action(async (job: string, flags: LogOptions) => {
      done(await logs(app(), job, flags));
    });
  program
    .command('stop <job>')
    .description('stop a job or endpoint')
    .action(async (job: string) => {
      done(await stop(app(), job));
    });
  program
    .command('resume <job>')
    .description('take over a job whose process was killed')
    .addOption(json())
    .action(async (job: string, flags: JsonFlag) => {
      done(await resume(app(), job, flags.json ?? false));
    });
  program
    .command('clean')
    .description('remove containers, networks and processes that killed runs left')
    .option('--ended', 'also remove logs and artifacts of jobs that have ended')
    .action(async (flags: { readonly ended?: boolean }) => {
      done(await clean(app(), flags.ended ?? false));
    });
  program
    .command('doctor')
    .description('look at what a local run needs')
    .addOption(json())
    .action(async (flags: JsonFlag) => {
      done(await doctor(app(), flags.json ?? false));
    });

  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Write a number from 0 to 65535.');
}
