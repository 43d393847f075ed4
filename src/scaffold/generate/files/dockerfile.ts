import type { ImagePlan } from './imagePlan';
import { hasPackages } from './imagePlan';
import { folderOf, nameOf } from '../folderFiles';
import { toolOn } from '../packages/pythonTools';
import { compiled } from '../packages/systemPackages';

/** What a Dockerfile says beside how it installs things. */
export interface ImageUse {
  /** Programs that the platform starts: paths in the folder. */
  readonly programs: readonly string[];
  /** Whether its server listens on SAGEMAKER_BIND_TO_PORT. */
  readonly bindsToPort: boolean;
  readonly serves: boolean;
}

/** The first line of a Dockerfile that was written here. */
export const dockerfileMark = '# Written by sagemaker-containers generate; yours to change.';

const program = '/opt/program';
const install = '/opt/install';
const condaEnvironment = '/opt/environment';

/** The Dockerfile of a plan. */
export function dockerfileOf(plan: ImagePlan, use: ImageUse): string {
  const sections = [
    [dockerfileMark, `ARG BASE_IMAGE=${plan.base}`],
    buildStage(plan),
    // Stages before it have an image of their own.
    ['FROM ${BASE_IMAGE}'],
    use.bindsToPort
      ? [
          '# A pipeline of several containers needs it: each listens on the port that SAGEMAKER_BIND_TO_PORT names.',
          'LABEL com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true',
        ]
      : [],
    environment(plan, use),
    system(plan),
    packages(plan),
    code(plan, use),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

/** Maven builds the archive; its own tools stay out of the image. */
function buildStage({ java }: ImagePlan): readonly string[] {
  if (java?.path !== 'pom.xml') return [];
  return [
    `ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-${java.version}`,
    'FROM ${BUILD_IMAGE} AS build',
    'WORKDIR /build',
    '# What it depends on is fetched before the code is there, so that another build finds it.',
    'COPY pom.xml ./',
    'RUN mvn --batch-mode --quiet dependency:go-offline',
    'COPY src ./src',
    'RUN mvn --batch-mode --quiet -DskipTests package \\',
    '    && cp "$(ls target/*.jar | grep -v -e original- -e -sources -e -javadoc | head -n 1)" /build/app.jar',
    ...(java.mainClass === undefined
      ? []
      : [
          '# The archive does not bring along what it depends on.',
          'RUN mkdir lib && mvn --batch-mode --quiet dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib',
        ]),
  ];
}

function environment({ runtime, cuda }: ImagePlan, { programs }: ImageUse): readonly string[] {
  const folders = [
    ...new Set(programs.map((path) => [program, folderOf(path)].filter((part) => part !== '').join('/'))),
  ];
  const paths = [...folders, ...(runtime === 'conda' ? [`${condaEnvironment}/bin`] : [])];
  const variables = [
    ...(runtime === 'java' && programs.length === 0 ? [] : ['PYTHONUNBUFFERED=1', 'PYTHONDONTWRITEBYTECODE=1']),
    // Without them the runtime gives no GPU to images that are not NVIDIA's.
    ...(cuda !== 'none' && runtime !== 'cuda'
      ? ['NVIDIA_VISIBLE_DEVICES=all', 'NVIDIA_DRIVER_CAPABILITIES=compute,utility']
      : []),
    ...(paths.length > 0 ? [`PATH="${[...paths, '${PATH}'].join(':')}"`] : []),
  ];
  return [`ENV ${variables.join(' \\\n    ')}`];
}

function system({ system: names }: ImagePlan): readonly string[] {
  if (names.length === 0) return [];
  return [
    `RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${names.join(' ')} \\`,
    '    && rm -rf /var/lib/apt/lists/*',
  ];
}

/** Packages in layers of their own before the code, so that a change of the code installs nothing again. */
function packages(plan: ImagePlan): readonly string[] {
  const { dependencies, servers, r } = plan;
  const isLater = dependencies.needsCode || !hasPackages(dependencies);
  const own = isLater ? [] : [...copies(dependencies.files), ...installs(plan, install)];
  return [
    ...(r ? rInstalls(r.files, r.others) : []),
    ...own,
    ...(servers.length > 0
      ? [`RUN ${pip(plan)} install --no-cache-dir ${servers.map((server) => toolOn(plan.base, server)).join(' ')}`]
      : []),
  ];
}

/** Files go to the folders that they refer to each other by. */
function copies(files: readonly string[]): readonly string[] {
  const folders = [...new Set(files.map(folderOf))];
  return folders.map((folder) => {
    const inside = files.filter((file) => folderOf(file) === folder);
    return `COPY ${inside.join(' ')} ${[install, folder].filter((part) => part !== '').join('/')}/`;
  });
}

function pip({ runtime }: ImagePlan): string {
  // Debian keeps pip from its own Python; an image has no other.
  return runtime === 'r' || runtime === 'java' ? 'PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip' : 'python3 -m pip';
}

/** @param place where the files are that say what is installed: before the code, or with it */
function installs(plan: ImagePlan, place: string): readonly string[] {
  const { way, roots, files, hasMembers } = plan.dependencies;
  const [first = ''] = roots;
  const run = `RUN ${pip(plan)}`;
  switch (way) {
    case 'requirements':
      return fromLists(plan, place);
    case 'written':
      return [
        'COPY requirements.txt /opt/install/',
        `${run} install --no-cache-dir --requirement ${install}/requirements.txt`,
      ];
    case 'uv':
      return files.includes('uv.lock')
        ? [
            `${run} install --no-cache-dir ${toolOn(plan.base, 'uv')} \\`,
            `    && cd ${place} && uv export --frozen --no-dev ${hasMembers ? '--all-packages ' : ''}--no-emit-project --format requirements-txt --output-file ${install}/locked.txt \\`,
            `    && uv pip install --system --no-cache --requirement ${install}/locked.txt`,
          ]
        : [
            `${run} install --no-cache-dir ${toolOn(plan.base, 'uv')} \\`,
            `    && cd ${place} && uv pip install --system --no-cache --requirement pyproject.toml`,
          ];
    case 'poetry':
      return [
        `${run} install --no-cache-dir ${toolOn(plan.base, 'poetry')} \\`,
        `    && cd ${place} && POETRY_VIRTUALENVS_CREATE=false poetry install --no-interaction --no-root --only main --no-cache`,
      ];
    case 'pipenv':
      return [
        `${run} install --no-cache-dir ${toolOn(plan.base, 'pipenv')} \\`,
        `    && cd ${place} && pipenv ${files.length > 1 ? 'install --system --deploy' : 'install --system --skip-lock'}`,
      ];
    case 'conda':
      return [
        "# An environment of its own: conda's one has a Python of its own. Where no GPU is in sight, packages for CUDA are only taken if told so.",
        `RUN ${plan.cuda === 'none' ? '' : 'CONDA_OVERRIDE_CUDA=12.4 '}conda env create --prefix ${condaEnvironment} --file ${place}/${first} && conda clean --all --yes`,
      ];
    case 'project':
      return [
        '# The packages that the project names; the project itself comes with the code.',
        `RUN ${pip(plan).replace(/ -m pip$/, '')} -c "from pip._vendor import tomli; print(*tomli.load(open('${place}/pyproject.toml', 'rb'))['project']['dependencies'], sep='\\n')" \\`,
        `    > ${install}/requirements.txt && ${pip(plan)} install --no-cache-dir --requirement ${install}/requirements.txt`,
      ];
    case 'setup':
      return [`${run} install --no-cache-dir .`];
    case 'none':
      return [];
  }
}

function fromLists(plan: ImagePlan, place: string): readonly string[] {
  const { roots } = plan.dependencies;
  // What they name of this machine is seen from where pip runs: there with the code, nowhere without it.
  if (place === program)
    return roots.map((list) => `RUN ${within(list)}${pip(plan)} install --no-cache-dir --requirement ${nameOf(list)}`);
  if (plan.cuda === 'compiler') return roots.flatMap((list) => compiledLast(plan, list));
  return [
    `RUN ${pip(plan)} install --no-cache-dir ${roots.map((list) => `--requirement ${install}/${list}`).join(' ')}`,
  ];
}

/** What is compiled against others comes after them, and sees them while it is. */
function compiledLast(plan: ImagePlan, list: string): readonly string[] {
  const names = [...compiled].map((name) => name.replaceAll('-', '[-_]')).join('|');
  const run = `${pip(plan)} install --no-cache-dir`;
  return [
    `RUN grep -viE '^(${names})' ${install}/${list} > ${install}/first.txt && ${run} packaging ninja setuptools wheel --requirement ${install}/first.txt`,
    `RUN ${run} --no-build-isolation --requirement ${install}/${list}`,
  ];
}

function rInstalls(files: readonly string[], names: readonly string[]): readonly string[] {
  const mirror = 'https://cloud.r-project.org';
  if (files.includes('renv.lock'))
    return [
      `COPY renv.lock ${install}/`,
      `RUN cd ${install} && Rscript -e 'install.packages("renv", repos = "${mirror}"); renv::restore(lockfile = "renv.lock", library = .libPaths()[1], prompt = FALSE)'`,
    ];
  if (files.includes('DESCRIPTION'))
    return [
      `COPY DESCRIPTION ${install}/`,
      `RUN cd ${install} && Rscript -e 'install.packages("remotes", repos = "${mirror}"); remotes::install_deps(repos = "${mirror}", upgrade = "never")'`,
    ];
  if (names.length === 0) return [];
  const list = `c(${names.map((name) => `"${name}"`).join(', ')})`;
  return [
    '# install.packages() does not fail where a package could not be built.',
    `RUN Rscript -e 'install.packages(${list}, repos = "${mirror}")' \\`,
    `    && Rscript -e 'stopifnot(${list} %in% rownames(installed.packages()))'`,
  ];
}

/** Lists name folders as seen from where pip runs. */
function within(list: string): string {
  return folderOf(list) === '' ? '' : `cd ${folderOf(list)} && `;
}

function code(plan: ImagePlan, { programs }: ImageUse): readonly string[] {
  const { dependencies, java } = plan;
  const later = [
    ...(dependencies.needsCode ? installs(plan, program) : []),
    ...(dependencies.isPackage ? [`RUN ${pip(plan)} install --no-cache-dir --no-deps .`] : []),
  ];
  const archive = java
    ? [
        java.path === 'pom.xml'
          ? `COPY --from=build /build/app.jar ${program}/app.jar${java.mainClass === undefined ? '' : `\nCOPY --from=build /build/lib ${program}/lib`}`
          : `COPY ${java.path} ${program}/app.jar`,
      ]
    : [];
  return [
    '# What of the folder goes into the image, .dockerignore says.',
    `COPY . ${program}/`,
    ...archive,
    `WORKDIR ${program}`,
    ...later,
    ...(programs.length > 0
      ? [
          '# Whatever system they were checked out on.',
          `RUN chmod +x ${programs.map((path) => `${program}/${path}`).join(' ')}`,
        ]
      : []),
  ];
}
