/** What the line of a Gunicorn begins with, behind that of its process. */
const word = 'gunicorn ';

/**
 * Say how a Gunicorn was told to work: its command line, GUNICORN_CMD_ARGS, and the settings of its file, in one line. For a shell, with the
 * folder of the process in $p; an image with Gunicorn has `tr`.
 */
export const gunicornScript = `
    a=$(tr '\\0' ' ' < "$p/cmdline")
    f=gunicorn.conf.py
    set -f; set -- $a; set +f
    while [ $# -gt 0 ]; do
      case "$1" in -c|--config) f=$2;; --config=*) f=\${1#*=};; -c?*) f=\${1#-c};; esac
      shift
    done
    f=\${f#file:}
    case "$f" in /*) ;; *) f=$p/cwd/$f;; esac
    v=$(tr '\\0' ' ' < "$p/environ")
    case "$v" in *GUNICORN_CMD_ARGS=*) a="$a \${v##*GUNICORN_CMD_ARGS=}";; esac
    while IFS= read -r l || [ -n "$l" ]; do
      case "$l" in timeout*=*|worker_class*=*|threads*=*) a="$a | $l";; esac
    done < "$f"
    echo "${word}$a"`;

/**
 * The seconds that Gunicorn gives a worker for an answer, as far as somebody has set them. Workers of other kinds than `sync` work on several
 * requests, and none of these keeps one from saying that it lives.
 * @param line what `gunicornScript` said; the line of another process otherwise
 */
export function gunicornSeconds(line = ''): number | undefined {
  if (!line.startsWith(word)) return undefined;
  const kind = /(?:\s-k\s*|--worker-class[=\s]\s*|\bworker_class\s*=\s*["'])([\w.]+)/.exec(line)?.[1] ?? 'sync';
  const threads = /(?:--threads[=\s]\s*|\bthreads\s*=\s*)(\d+)/.exec(line)?.[1] ?? '1';
  if (kind !== 'sync' || Number(threads) > 1) return undefined;
  // What stands first counts: the command line wins over the file.
  const told = /(?:--timeout[=\s]\s*|\s-t\s*)(\d+)\b/.exec(line)?.[1];
  const seconds = told ?? /\| timeout\s*=\s*(\d+)\s*(?:[#|]|$)/.exec(line)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
