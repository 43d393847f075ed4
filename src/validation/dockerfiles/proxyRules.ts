import { posix } from 'node:path';
import type { Diagnostic } from '../../definitions/diagnostic';
import type { CopyStep } from '../../grammars/dockerfile/dockerfileStage';
import { found, type DockerfileCheck } from './dockerfileCheck';
import { copiedFiles } from './imageSource';

const mebibyte = 1024 * 1024;
const bodyLimit = 6 * mebibyte;
/** Seconds that the platform waits for an answer. */
const answerLimit = 60;

/** G9, G21, G22: what stands in front of the program lets through what the platform sends, for as long as it waits. */
export function checkProxy(check: DockerfileCheck): readonly Diagnostic[] {
  const copies = check.stage.steps.filter((step) => step.kind === 'copy' && step.from === undefined);
  const copied = copies.flatMap((step) => {
    if (step.kind !== 'copy') return [];
    return copiedFiles(step, check.context).flatMap((path) => {
      const name = posix.basename(path.replaceAll('\\', '/'));
      if (/nginx[^/]*\.conf$/.test(name)) return checkNginx(name, check.context.files.readText(path) ?? '', step);
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

function checkNginx(name: string, text: string, { place }: CopyStep): readonly Diagnostic[] {
  const config = text.replace(/#.*$/gm, '');
  const problems: Diagnostic[] = [];
  const add = (code: string, report: Report, severity: Diagnostic['severity'] = 'warning'): void => {
    problems.push(found(code, place, report, { severity }));
  };
  const size = /\bclient_max_body_size\s+(\d+)\s*([kmg]?)\s*;/i.exec(config);
  const bytes = size ? Number(size[1]) * (units[size[2]?.toLowerCase() ?? ''] ?? 1) : mebibyte;
  if (bytes !== 0 && bytes < bodyLimit) {
    const limit = size ? `${size[1] ?? ''}${size[2] ?? ''}` : 'the default of 1m';
    const message = `${name} lets bodies of ${limit} through; requests of up to 6 MB would get status 413.`;
    add('G21', [message, 'Write "client_max_body_size 6m;" or more.']);
  }
  const wait = /\bproxy_read_timeout\s+(\d+)(s|ms|m)?\s*;/.exec(config);
  const seconds = wait ? Number(wait[1]) * ({ ms: 0.001, m: 60 }[wait[2] ?? ''] ?? 1) : answerLimit;
  if (seconds < answerLimit) {
    const message = `${name} gives an answer ${String(seconds)} s; the platform waits ${String(answerLimit)} s.`;
    add('G21', [message, `Write "proxy_read_timeout ${String(answerLimit)}s;" or more.`]);
  }
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

const units: Readonly<Record<string, number>> = { k: 1024, m: mebibyte, g: 1024 * mebibyte };

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
