import { AppError } from '../../contract/appError';
import { dockerfileMark, dockerfileOf } from './files/dockerfile';
import { dockerignoreOf, looksSecret } from './files/dockerignore';
import type { EntryParts } from './files/entryFiles';
import { entryFolderFile, entryFolderMark, entryFolderReason } from './files/entryFolder';
import { containerParts, type ContainerParts } from './containerParts';
import { below } from './folderFiles';
import { factSentences, few, kindOf, withDependencies, type FolderFacts } from './folderFacts';
import { planImage, type ImagePlan } from './files/imagePlan';
import type { ChosenPrograms, Program, Role } from './program';
import type { ContainerKind, Proposal, ProposedFile, Wishes } from './proposal';
import { answerAll, containerQuestions, rolesOf } from './questions';
import { modelLibraryOf } from './packages/modelLibraries';
import { outsideReason } from './packages/outsidePackages';
import { toolOn } from './packages/pythonTools';
import { unusableSentences } from './programs/unservable';

/**
 * A container for what is in a folder: its files, and why they are so. Nothing is written.
 * @param parts what entry points are made of
 * @throws AppError `scaffold.nothing` for a folder without programs, `scaffold.program` for a kind without one, `scaffold.key`,
 * `scaffold.answer`
 */
export function propose(facts: FolderFacts, wishes: Wishes, parts: EntryParts): Proposal {
  const kind = wishes.kind ?? kindOf(facts);
  if (kind === undefined) throw nothingIn(facts);
  const usual = chosenPrograms(facts, kind, {});
  const questions = containerQuestions(facts, kind, planOf(withDependencies(facts, Object.values(usual)), usual).base);
  // The base depends on the programs, which may be chosen too.
  const { 'base-image': base, ...given } = wishes.answers;
  const programs = chosenPrograms(facts, kind, answerAll(questions, wishes.answers));
  const needed = withDependencies(facts, Object.values(programs));
  const found = planOf(needed, programs);
  const plan = { ...found, base: base ?? found.base };
  const answers = answerAll(questions, { ...given, 'base-image': plan.base });
  const image = imageNames(facts);
  const made = containerParts(facts, programs, { name: answers['name'] ?? '', image: image.reference, plan, parts });
  return {
    kind,
    found: factSentences(needed),
    answers,
    reasons: [
      ...reasonsOf(facts, programs, wishes),
      ...outsideReason(needed, kind, programs),
      ...imageReasons(plan, base),
      ...image.notes,
      ...(made.entries.length > 0 ? entryFolderReason(facts.folder) : []),
      ...made.reasons,
    ],
    files: filesOf(facts, plan, image, made),
    steps: made.steps,
  };
}

function chosenPrograms(
  facts: FolderFacts,
  kind: ContainerKind,
  answers: Readonly<Record<string, string>>,
): ChosenPrograms {
  const chosen: Partial<Record<Role, Program>> = {};
  for (const role of rolesOf(kind)) {
    const all = facts.programs[role];
    const program =
      all.find(({ path }) => path === answers[role]) ?? all[0] ?? writtenServer(facts, role, chosen.train);
    if (!program) throw missing(facts, kind, role);
    chosen[role] = program;
  }
  return chosen;
}

/** Where nothing serves, the model that training leaves can be, if it is known how it is loaded. */
function writtenServer(facts: FolderFacts, role: Role, training: Program | undefined): Program | undefined {
  if (role !== 'serve' || !training || !modelLibraryOf(facts.folder, training)) return undefined;
  const isTaken = facts.folder.files.some(({ path }) => path.toLowerCase() === 'inference.py');
  const path = isTaken ? 'serve_model.py' : 'inference.py';
  const why = `Nothing serves yet: ${path} is written for the model that ${training.path} saves.`;
  const functions = { load: 'model_fn', predict: 'predict_fn' };
  return { role, path, way: 'written', why, rank: 9, functions, takes: { load: 'folder' } };
}

function planOf({ folder, dependencies }: FolderFacts, programs: ChosenPrograms): ImagePlan {
  return planImage(folder, Object.values(programs), dependencies);
}

const wanted: Readonly<Record<Role, string>> = {
  train: 'a train.py, a train.R or a notebook that trains',
  serve: 'an inference.py with model_fn and predict_fn, or an application of FastAPI or Flask',
  process: 'a process.py or a preprocess.R',
};

function nothingIn({ folder }: FolderFacts): AppError {
  const [unusable] = unusableSentences(folder);
  return new AppError(
    'scaffold.nothing',
    `Nothing in ${folder.name} looks like a program that trains, serves or processes data.`,
    unusable ?? 'Name one train.py, inference.py or process.py, or begin with a template: sagemaker-containers new.',
  );
}

function missing({ folder }: FolderFacts, kind: ContainerKind, role: Role): AppError {
  return new AppError(
    'scaffold.program',
    `There is no program for ${kind} in ${folder.name}: the one to ${role} is missing.`,
    `Write ${wanted[role]}, or choose another kind.`,
  );
}

/** Files of the image that may not be those of another one. */
interface ImageNames {
  readonly dockerfile: string;
  readonly ignore: string;
  /** As definitions name the image. */
  readonly reference: string;
  readonly notes: readonly string[];
}

/** A Dockerfile of somebody else stays what it is: another one stands beside it. */
function imageNames({ folder }: FolderFacts): ImageNames {
  const at = (name: string) => folder.files.find(({ path }) => path.toLowerCase() === name.toLowerCase());
  const isOther = (name: string, mark: string): boolean => {
    const file = at(name);
    return file !== undefined && !(file.text ?? '').startsWith(mark);
  };
  const isTaken = isOther('Dockerfile', dockerfileMark);
  const dockerfile = isTaken ? 'Dockerfile.sagemaker' : 'Dockerfile';
  const keepsIgnore = isTaken || isOther('.dockerignore', ignoreMark);
  return {
    dockerfile,
    ignore: keepsIgnore ? `${dockerfile}.dockerignore` : '.dockerignore',
    reference: isTaken ? `file://${dockerfile}` : 'file://.',
    notes: [
      ...(isTaken
        ? [
            'The Dockerfile that is there stays as it is; Dockerfile.sagemaker stands beside it, and the definitions name that.',
          ]
        : []),
      ...(keepsIgnore && !isTaken
        ? ['The .dockerignore that is there stays as it is; Dockerfile.dockerignore counts for this image alone.']
        : []),
    ],
  };
}

const ignoreMark = '# Everything stays out of the image';

function reasonsOf(facts: FolderFacts, programs: ChosenPrograms, { kind }: Wishes): readonly string[] {
  const chosen = Object.values(programs);
  const others = Object.entries(programs).flatMap(([role, program]) =>
    facts.programs[role as Role].filter(({ path }) => path !== program.path).map(({ path }) => `--set ${role}=${path}`),
  );
  const secrets = facts.folder.files.map(({ path }) => path).filter(looksSecret);
  return [
    ...(kind === undefined ? [kindReason(programs)] : []),
    ...chosen.filter(({ way }) => way === 'written').map(({ why }) => why),
    ...(others.length > 0 ? [`Others could be chosen: ${few([...new Set(others)])}.`] : []),
    ...(secrets.length > 0 ? [`What may hold secrets stays out of the image: ${few(secrets)}.`] : []),
  ];
}

function kindReason({ train, serve }: ChosenPrograms): string {
  if (train && serve) return `One image trains with ${train.path} and serves with ${serve.path}.`;
  if (train) return `The image trains with ${train.path}; nothing in the folder serves.`;
  return serve
    ? `The image serves with ${serve.path}; nothing in the folder trains.`
    : 'The image is for processing jobs.';
}

function imageReasons({ why, notes, base: used, servers }: ImagePlan, base: string | undefined): readonly string[] {
  return [
    base === undefined ? why : `The base is ${used}, as you said.`,
    ...notes,
    ...(servers.length > 0
      ? [
          `${servers.map((server) => toolOn(used, server)).join(' and ')} is installed, since the list of packages names no server.`,
        ]
      : []),
  ];
}

function filesOf(
  facts: FolderFacts,
  plan: ImagePlan,
  image: ImageNames,
  made: ContainerParts,
): readonly ProposedFile[] {
  const text = (path: string, content: string, use: string): ProposedFile => ({
    file: { path, content, mode: 0o644 },
    use,
  });
  const { dependencies } = plan;
  return [
    text(image.dockerfile, dockerfileOf(plan, made.image), 'how the image is built'),
    text(image.ignore, dockerignoreOf(facts.folder, plan, made.content), 'what stays out of the image'),
    ...(dependencies.way === 'written'
      ? [
          text(
            'requirements.txt',
            ['# Versions make builds repeatable: pin them.', ...dependencies.lines, ''].join('\n'),
            'the packages that the programs import',
          ),
        ]
      : []),
    ...made.entries.map((file) => ({ file, use: 'what the platform starts, and its helpers' })),
    ...(made.entries.length > 0
      ? [
          text(
            below(facts.folder.entryFolder, entryFolderFile),
            [entryFolderMark, '* text=auto eol=lf', ''].join('\n'),
            'line endings of the programs',
          ),
        ]
      : []),
    ...made.definitions,
  ];
}
