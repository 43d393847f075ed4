/** What the packaged extension looks like, as plain data. */
export interface PackageFacts {
  /** Bytes of the VSIX. */
  readonly bytes: number;
  /** Paths in the VSIX. */
  readonly files: readonly string[];
  /** Text of the bundle that VS Code loads when it activates the extension. */
  readonly mainBundle: string;
  /** Source files that webpack put into that bundle, from the repository's root. */
  readonly mainModules: readonly string[];
  /** Allowed paths, `*` for any part of one name; one or more lines each. */
  readonly allowed: readonly string[];
}

/** Bytes. */
export const packageBudget = 2 * 1024 * 1024;
/** Bytes. */
export const mainBundleBudget = 60 * 1024;

/** What the bundle that is loaded at start-up must do without. */
const heavy = /node_modules\/(dockerode|docker-modem|ssh2|@aws-sdk|@smithy|ajv|vscode-languageclient)\//;
// A lazy chunk's name has the package's without its sign.
const heavyText = /dockerode|docker-modem|@aws-sdk|@smithy/;

/** Each way in which a package is too big or holds what it should not, as a sentence. */
export function packageFaults({ bytes, files, mainBundle, mainModules, allowed }: PackageFacts): readonly string[] {
  const patterns = allowed.map((line) => ({ line, pattern: toPattern(line) }));
  const mainBytes = Buffer.byteLength(mainBundle);
  return [
    ...(bytes > packageBudget ? [`the package has ${bytes} bytes, more than ${packageBudget}`] : []),
    ...(mainBytes > mainBundleBudget ? [`the main bundle has ${mainBytes} bytes, more than ${mainBundleBudget}`] : []),
    ...files
      .filter((file) => !patterns.some(({ pattern }) => pattern.test(file)))
      .map((file) => `${file} is not on the list`),
    ...patterns
      .filter(({ pattern }) => !files.some((file) => pattern.test(file)))
      .map(({ line }) => `${line} is on the list, but not in the package`),
    ...mainModules.filter((name) => heavy.test(name)).map((name) => `the main bundle holds ${name}`),
    ...(heavyText.test(mainBundle) ? [`the main bundle speaks of ${heavyText.exec(mainBundle)?.[0] ?? ''}`] : []),
    ...(mainBundle.includes('//# sourceMappingURL=') ? ['the main bundle names a source map'] : []),
  ];
}

function toPattern(line: string): RegExp {
  const parts = line.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}
