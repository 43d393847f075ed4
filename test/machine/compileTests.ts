import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { repository } from './repository';

/** Turn src and test into plain JavaScript under out/, which an extension host can load. Types are checked elsewhere. */
export function compileTests(): void {
  const out = join(repository, 'out');
  for (const folder of ['src', 'test']) {
    rmSync(join(out, folder), { recursive: true, force: true });
    const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /(?<!\.d)\.ts$/.test(name))) {
      const target = join(out, folder, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, toJavaScript(readFileSync(join(repository, folder, file), 'utf8')));
    }
  }
}

function toJavaScript(source: string): string {
  const { CommonJS } = ts.ModuleKind;
  return ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: CommonJS, esModuleInterop: true, inlineSourceMap: true },
  }).outputText;
}
