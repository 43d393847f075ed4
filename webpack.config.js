// @ts-check
/** Bundles: one entry per front door, heavy parts as lazy chunks by `import()`. Fails on any warning (see `scripts.build`). */
const { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const webpack = require('webpack');

const dist = join(__dirname, 'dist');
const languageServerTypes = require.resolve('vscode-languageserver-types', {
  paths: [require.resolve('vscode-languageserver-protocol')],
});

/** The entries among `files` that exist, by bundle name. @param {Record<string, string>} files */
const existing = (files) =>
  Object.fromEntries(
    Object.entries(files)
      .map(([name, file]) => [name, join(__dirname, file)])
      .filter(([, file]) => existsSync(file)),
  );

/** Each file right under src/webviews is the browser side of one panel, with the style sheet of the same name. @returns {Record<string, string[]>} */
const panels = () => {
  const folder = join(__dirname, 'src/webviews');
  const names = readdirSync(folder).flatMap((name) => /^(.*)\.ts$/.exec(name)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, [join(folder, `${name}.ts`), join(folder, `${name}.css`)]]));
};

/** Writes which packages and source files went into which chunk; the bundle budget is checked against it. */
class ChunkReport {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }
  /** @param {webpack.Compiler} compiler */
  apply(compiler) {
    compiler.hooks.done.tap('ChunkReport', ({ compilation }) => {
      /** @type {Record<string, string[]>} */
      const report = {};
      for (const chunk of compilation.chunks) {
        const modules = [...compilation.chunkGraph.getChunkModulesIterable(chunk)]
          .flatMap((module) => ('modules' in module && module.modules instanceof Array ? module.modules : [module]))
          .map((module) => module.nameForCondition())
          .filter((name) => name !== null)
          .map((name) => name.slice(__dirname.length + 1).replaceAll('\\', '/'));
        for (const file of chunk.files) report[file] = [...new Set(modules)].sort();
      }
      mkdirSync(join(this.file, '..'), { recursive: true });
      writeFileSync(this.file, JSON.stringify(report, null, 1));
    });
  }
}

/** Makes the CLI executable, as npm does on install. */
class MakeExecutable {
  /** @param {webpack.Compiler} compiler */
  apply(compiler) {
    compiler.hooks.afterEmit.tap('MakeExecutable', () => {
      const cli = join(dist, 'cli.js');
      if (existsSync(cli)) chmodSync(cli, 0o755);
    });
  }
}

/** @param {boolean} production @returns {webpack.Configuration} */
const common = (production) => ({
  mode: production ? 'production' : 'development',
  devtool: production ? false : 'source-map',
  resolve: {
    extensions: ['.ts', '.js'],
    mainFields: ['module', 'main'],
    // Its UMD build hides `require` from webpack; the ES build beside it holds the same.
    alias: { 'vscode-languageserver-types$': join(languageServerTypes, '../../esm/main.js') },
  },
  module: { rules: [{ test: /\.ts$/, loader: 'ts-loader', options: { transpileOnly: true } }] },
  // Lazy chunks share what is large enough: each with a copy of its own, the package was half as large again. Ids are
  // numbers, since the main bundle repeats them with each import; out/chunks.json says what is in which.
  optimization: { chunkIds: 'deterministic', splitChunks: { chunks: 'async', minSize: 20_000 } },
  performance: { hints: false },
  stats: 'errors-warnings',
  infrastructureLogging: { level: 'warn' },
});

/** @param {boolean} production @returns {webpack.Configuration} */
const node = (production) => ({
  ...common(production),
  name: 'node',
  target: 'node20',
  entry: existing({
    extension: 'src/extension.ts',
    languageServer: 'src/languageServer.ts',
    cli: 'src/cli.ts',
  }),
  output: { path: dist, filename: '[name].js', chunkFilename: 'chunks/[id].js', library: { type: 'commonjs2' } },
  externals: { vscode: 'commonjs vscode' },
  plugins: [
    new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, test: /^cli\.js$/ }),
    new MakeExecutable(),
    new ChunkReport(join(__dirname, 'out/chunks.json')),
  ],
});

/** @param {boolean} production @returns {webpack.Configuration} */
const browser = (production) => ({
  ...common(production),
  name: 'browser',
  target: 'web',
  entry: panels(),
  experiments: { css: true },
  output: { path: join(dist, 'webviews'), filename: '[name].js', cssFilename: '[name].css' },
});

/** @param {unknown} _env @param {{ mode?: string }} argv @returns {webpack.Configuration[]} */
module.exports = (_env, argv) => {
  const production = argv.mode !== 'development';
  // No chunk of yesterday may end up in the package.
  if (production) rmSync(dist, { recursive: true, force: true });
  return [node(production), browser(production)].filter(({ entry }) => Object.keys(entry ?? {}).length > 0);
};
