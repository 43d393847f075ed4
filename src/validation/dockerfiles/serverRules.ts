import { multiModelLabel } from '../../contract/hosting';
import { bindToPortLabel } from '../../contract/pipeline';
import type { Diagnostic } from '../../definitions/diagnostic';
import { lineAfter, without } from './dockerfileFixes';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { copiedFiles } from './imageSource';
import { isPlainBase } from './programRules';

/** G10, I26, G22: an image says what it can do, and does it. */
export function checkServer(check: DockerfileCheck): readonly Diagnostic[] {
  return [...missingLabels(check), ...emptyPromises(check)];
}

/** What the base image says is not known, but AWS's own are let pass. */
function missingLabels({ stage, roles, text }: DockerfileCheck): readonly Diagnostic[] {
  if (stage.base.includes('.dkr.ecr.')) return [];
  const from = stage.places['FROM'];
  const wanted = [
    ...(roles.has('pipeline') ? ([['G10', bindToPortLabel, 'a container of a pipeline']] as const) : []),
    ...(roles.has('multi-model') ? ([['I26', multiModelLabel, 'a multi-model container']] as const) : []),
  ];
  return wanted
    .filter(([, label]) => stage.labels[label] !== 'true')
    .map(([code, label, what]) => {
      const line = `LABEL ${label}=true`;
      const message = `The image is ${what}, and has no label ${label}=true: creating the endpoint would be refused.`;
      return found(code, from, [message, `Add "${line}".`], { severity: 'error', fixes: lineAfter(text, from, line) });
    });
}

const promises = [
  {
    code: 'G10',
    label: bindToPortLabel,
    kept: /SAGEMAKER_BIND_TO_PORT/,
    message:
      'The label says that the server listens on SAGEMAKER_BIND_TO_PORT, and nothing in the image reads that variable.',
    action: 'Let the server listen on it, and on 8080 where it is not set.',
  },
  {
    code: 'G22',
    label: multiModelLabel,
    kept: /\/models|multi-model-server|multi_model_server|tritonserver/,
    message: 'The label says that the server loads models by itself, and nothing in the image serves /models.',
    action: 'Serve GET, POST and DELETE of /models, or remove the label.',
  },
] as const;

function emptyPromises(check: DockerfileCheck): readonly Diagnostic[] {
  const { stage, text } = check;
  const given = promises.filter(({ label }) => stage.labels[label] === 'true');
  const code = given.length > 0 ? wholeCode(check) : undefined;
  if (code === undefined) return [];
  const place = stage.places['LABEL'];
  const isAlone = Object.keys(stage.labels).length === 1;
  return given
    .filter(({ kept }) => !kept.test(code))
    .map(({ code: rule, message, action }) =>
      found(rule, place, [message, action], isAlone ? { fixes: without(text, place, 'Remove the label') } : {}),
    );
}

/** Servers that others have written come by these. */
const installs = /\b(?:pip3?|conda|mamba|uv|poetry|npm|apt|apt-get|yum|dnf|apk|make|curl|wget|git)\b/;
const libraries = /^[\s\w.,=<>~![\]"'&|;/\\:@-]*$/;
const servers =
  /server|serve\b|serving|inference|mlflow|bento|torchserve|triton|djl|sagemaker|requirements|\s-[er]\b|\bmake\b|\bcurl\b|\bwget\b|\bgit\b/i;

/** All that the image runs, as text; undefined where some of it can't be read: of another image, another stage, compiled, or installed. */
function wholeCode({ stage, context, text }: DockerfileCheck): string | undefined {
  const copies = stage.steps.filter((step) => step.kind === 'copy');
  const isInstalled = stage.commands.some(
    (command) => installs.test(command) && (servers.test(command) || !libraries.test(command)),
  );
  if (!isPlainBase(stage.base) || isInstalled || copies.some(({ from }) => from !== undefined)) return undefined;
  const files = copies.flatMap((step) => copiedFiles(step, context));
  const texts = files.map((path) => (context.files.isDirectory(path) ? undefined : context.files.readText(path)));
  const isRead = texts.length > 0 && texts.every((one) => one !== undefined && !one.includes('\0'));
  return isRead ? [text, ...texts].join('\n').replaceAll(/^\s*LABEL .*$/gm, '') : undefined;
}
