import type { Diagnostic } from '../../definitions/diagnostic';
import type { CopyStep } from '../../grammars/dockerfile/dockerfileStage';
import { pathsOf } from './imageSource';
import { found, type DockerfileCheck } from './dockerfileCheck';

const portLabel = 'com.amazonaws.sagemaker.capabilities.accept-bind-to-port';
const modelsLabel = 'com.amazonaws.sagemaker.capabilities.multi-models';
const mebibyte = 1024 * 1024;
const bodyLimit = 6 * mebibyte;

/** What a server in the image must do: ports, labels, routes, sizes. */
export function checkServer(check: DockerfileCheck): readonly Diagnostic[] {
  return [
    ...checkLabels(check),
    ...check.stage.steps.flatMap((step) => (step.kind === 'copy' ? checkNginx(step, check) : [])),
  ];
}

/** G10, I26: an image says what it can do, and does it. What the base image says is not known, but AWS's own are let pass. */
function checkLabels({ stage, roles, context, text }: DockerfileCheck): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const from = stage.places['FROM'];
  const isBuiltOnOne = stage.base.includes('.dkr.ecr.');
  const wanted = [
    ...(roles.has('pipeline') ? ([['G10', portLabel, 'a container of a pipeline']] as const) : []),
    ...(roles.has('multi-model') ? ([['I26', modelsLabel, 'a multi-model container']] as const) : []),
  ];
  for (const [code, label, what] of wanted) {
    if (stage.labels[label] === 'true' || isBuiltOnOne) continue;
    const message = `The image is ${what}, and has no label ${label}=true: creating the endpoint would be refused.`;
    problems.push(found(code, from, [message, `Add "LABEL ${label}=true".`], { severity: 'error' }));
  }
  const place = stage.places['LABEL'];
  const code = codeOf(context) + text;
  if (stage.labels[portLabel] === 'true' && code !== text && !code.includes('SAGEMAKER_BIND_TO_PORT')) {
    const message =
      'The label says that the server listens on SAGEMAKER_BIND_TO_PORT, and nothing beside the Dockerfile reads that variable.';
    problems.push(found('G10', place, [message, 'Let the server listen on it, and on 8080 where it is not set.']));
  }
  if (
    stage.labels[modelsLabel] === 'true' &&
    code !== text &&
    !/\/models|multi-model-server|multi_model_server|tritonserver/.test(code)
  ) {
    const message =
      'The label says that the server loads models by itself, and nothing beside the Dockerfile serves /models.';
    problems.push(found('G22', place, [message, 'Serve GET, POST and DELETE of /models, or remove the label.']));
  }
  return problems;
}

/** All that lies beside the Dockerfile and one level below, as far as it is text. */
function codeOf({ folder, files, style }: DockerfileCheck['context']): string {
  const paths = pathsOf(style);
  const names = files
    .list(folder)
    .filter((name) => !/^(Dockerfile|\.git|\.sagemaker|node_modules|\.dockerignore)/.test(name));
  return names
    .flatMap((name) => {
      const path = paths.join(folder, name);
      const inner = files.isDirectory(path) ? files.list(path).map((one) => paths.join(path, one)) : [path];
      return inner.map((one) => files.readText(one) ?? '');
    })
    .join('\n');
}

/** G9, G21, G22: a proxy in front of the server lets through what the platform sends. */
function checkNginx(step: CopyStep, { context }: DockerfileCheck): readonly Diagnostic[] {
  const source = step.from === undefined ? step.sources.find((one) => /nginx[^/]*\.conf$/.test(one)) : undefined;
  const text =
    source === undefined ? undefined : context.files.readText(pathsOf(context.style).join(context.folder, source));
  if (source === undefined || text === undefined) return [];
  const config = text.replace(/#.*$/gm, '');
  const problems: Diagnostic[] = [];
  const size = /\bclient_max_body_size\s+(\d+)\s*([kmg]?)\s*;/i.exec(config);
  const bytes = size
    ? Number(size[1]) * ({ k: 1024, m: mebibyte, g: 1024 * mebibyte }[size[2]?.toLowerCase() ?? ''] ?? 1)
    : mebibyte;
  if (bytes !== 0 && bytes < bodyLimit) {
    const message = `${source} lets bodies of ${size ? `${size[1] ?? ''}${size[2] ?? ''}` : 'the default of 1m'} through; requests of up to 6 MB would get status 413.`;
    problems.push(found('G21', step.place, [message, 'Write "client_max_body_size 6m;" or more.']));
  }
  if (/location\s+~\*?\s+\^?\/?\(?(ping\|invocations|invocations\|ping)\)/.test(config.replaceAll('/(', '('))) {
    const message = `${source} passes /ping and /invocations on only: /execution-parameters and /models get status 404.`;
    problems.push(
      found('G22', step.place, [message, 'Pass on the other routes as well where the server has them.'], {
        severity: 'info',
      }),
    );
  }
  if (/\blisten\s+(127\.0\.0\.1|localhost):/.test(config)) {
    const message = `${source} listens on this host only; the platform calls from outside the container.`;
    problems.push(found('G9', step.place, [message, 'Write "listen 8080;".'], { severity: 'error' }));
  }
  return problems;
}
