import { posix } from 'node:path';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { CopyStep } from '../../grammars/dockerfile/dockerfileStage';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { copiedFiles } from './imageSource';
import { answerLimit, isNginx, tightLimits } from './proxyLimits';

/** G9, G21, G22: what stands in front of the program lets through what the platform sends, for as long as it waits. */
export function checkProxy(check: DockerfileCheck): readonly Diagnostic[] {
  const copies = check.stage.steps.filter((step) => step.kind === 'copy' && step.from === undefined);
  const copied = copies.flatMap((step) => {
    if (step.kind !== 'copy') return [];
    return copiedFiles(step, check.context).flatMap((path) => {
      const name = posix.basename(path.replaceAll('\\', '/'));
      if (/\.(?:conf|cfg|ini|ya?ml)$/.test(name))
        return checkFile(name, check.context.files.readText(path) ?? '', step);
      const isServer = /^serve(?:\.\w+)?$|^(?:start|run|entrypoint)\.sh$/.test(name);
      const text = isServer ? (check.context.files.readText(path) ?? '').replace(/^\s*#.*$/gm, '') : '';
      return checkServer(name, text, step);
    });
  });
  return [...copied, ...checkStarted(check)];
}

/** A server that the image starts by itself, with no program of its own before it. */
function checkStarted({ stage, roles, text }: DockerfileCheck): readonly Diagnostic[] {
  const place = stage.places['ENTRYPOINT'] ?? stage.places['CMD'];
  if (!place || !roles.has('serve') || text.includes('nginx')) return [];
  const { GUNICORN_CMD_ARGS: more } = stage.environment;
  const words = [...stage.entrypoint, ...stage.command, ...(more === undefined ? [] : ['GUNICORN_CMD_ARGS', more])];
  return checkServer(stage.places['ENTRYPOINT'] ? 'ENTRYPOINT' : 'CMD', words.join(' '), { place });
}

function checkServer(name: string, code: string, at: Pick<CopyStep, 'place'>): readonly Diagnostic[] {
  return [...checkGunicorn(name, code, at), ...checkAddress(name, code, at)];
}

type Report = readonly [message: string, action: string];

/** G21 for the file of any proxy or application server that is known. */
function checkFile(name: string, text: string, step: CopyStep): readonly Diagnostic[] {
  const tight = tightLimits(name, text).map(({ kind, said, wanted }) => {
    const message =
      kind === 'size'
        ? `${name} lets bodies of ${said} through; requests of up to 6 MB would get status 413.`
        : `${name} gives an answer ${said} s; the platform waits ${String(answerLimit)} s.`;
    return found('G21', step.place, [message, `Write "${wanted}" or more.`]);
  });
  return isNginx(name) ? [...tight, ...checkNginx(name, text, step)] : tight;
}

function checkNginx(name: string, text: string, { place }: CopyStep): readonly Diagnostic[] {
  const config = text.replace(/#.*$/gm, '');
  const problems: Diagnostic[] = [];
  const add = (code: string, report: Report, severity: Diagnostic['severity']): void => {
    problems.push(found(code, place, report, { severity }));
  };
  if (/location\s+~\*?\s+\^?\/?\(?(?:ping\|invocations|invocations\|ping)\)/.test(config.replaceAll('/(', '('))) {
    const message = `${name} passes /ping and /invocations on only: /execution-parameters and /models get status 404.`;
    add('G22', [message, 'Pass on the other routes as well where the server has them.'], 'info');
  }
  if (/\blisten\s+(?:127\.0\.0\.1|localhost):/.test(config)) {
    const message = `${name} listens on this host only; the platform calls from outside the container.`;
    add('G9', [message, 'Write "listen 8080;".'], 'error');
  }
  return problems;
}

/** G9, G21: Gunicorn's own default gives an answer 30 s. */
function checkGunicorn(name: string, code: string, { place }: Pick<CopyStep, 'place'>): readonly Diagnostic[] {
  if (!/\bgunicorn\b/.test(code)) return [];
  const problems: Diagnostic[] = [];
  const isSet =
    /--timeout|["'\s]-t["'\s=\d]|--config|["'\s]-c["'\s]|gunicorn\.conf|GUNICORN_CMD_ARGS|\btimeout\b/i.test(code);
  if (!isSet) {
    const message = `${name} starts Gunicorn with its default of 30 s for an answer; the platform waits ${String(answerLimit)} s.`;
    const action = `Add --timeout ${String(answerLimit)} where a prediction may take long.`;
    problems.push(found('G21', place, [message, action], { severity: 'info' }));
  }
  const seconds = /--timeout["'\s,=]+(\d+)\b/.exec(code)?.[1];
  if (seconds !== undefined && Number(seconds) > 0 && Number(seconds) < answerLimit) {
    const message = `${name} lets Gunicorn give an answer ${seconds} s; the platform waits ${String(answerLimit)} s.`;
    problems.push(
      found('G21', place, [message, `Write --timeout ${String(answerLimit)} or more.`], { severity: 'info' }),
    );
  }
  return problems;
}

const servers: readonly (readonly [name: string, runs: RegExp, listens: RegExp])[] = [
  ['Gunicorn', /\bgunicorn\b/, /(?:--bind|-b)["'\s,=]+(?:127\.0\.0\.1|localhost):\d/],
  [
    'uvicorn',
    /\buvicorn\b/,
    /--host["'\s,=]+(?:127\.0\.0\.1|localhost)\b|\bhost\s*=\s*["'](?:127\.0\.0\.1|localhost)["']/,
  ],
  [
    'Flask',
    /\bflask\b/i,
    /--host["'\s,=]+(?:127\.0\.0\.1|localhost)\b|\.run\([^)]*\bhost\s*=\s*["'](?:127\.0\.0\.1|localhost)["']/,
  ],
];

/** G9: a server that no nginx stands before is called from outside. */
function checkAddress(name: string, code: string, { place }: Pick<CopyStep, 'place'>): readonly Diagnostic[] {
  const server = servers.find(([, runs, listens]) => runs.test(code) && listens.test(code))?.[0];
  if (server === undefined || code.includes('nginx')) return [];
  const message = `${name} lets ${server} listen on this host only; the platform calls from outside the container.`;
  return [found('G9', place, [message, 'Bind it to 0.0.0.0:8080.'], { severity: 'error' })];
}
