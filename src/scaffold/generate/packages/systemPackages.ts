/** What of Debian a package of Python needs that slim images don't have, by the package's name. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'opencv-python': ['libgl1', 'libglib2.0-0'],
  'opencv-contrib-python': ['libgl1', 'libglib2.0-0'],
  lightgbm: ['libgomp1'],
  soundfile: ['libsndfile1'],
  librosa: ['libsndfile1'],
  psycopg2: ['gcc', 'libc6-dev', 'libpq-dev'],
  mysqlclient: ['gcc', 'libc6-dev', 'default-libmysqlclient-dev', 'pkg-config'],
  pyodbc: ['unixodbc'],
  'sagemaker-training': ['gcc', 'libc6-dev'],
  fasttext: ['g++', 'libc6-dev'],
  pyaudio: ['gcc', 'libc6-dev', 'portaudio19-dev'],
  pytesseract: ['tesseract-ocr'],
  pdf2image: ['poppler-utils'],
  weasyprint: ['libpango-1.0-0', 'libpangoft2-1.0-0'],
  graphviz: ['graphviz'],
};

/** The packages of Debian that packages of Python need, with who needs them. @param lines requirements as written */
export function systemPackages(
  names: ReadonlySet<string>,
  lines: readonly string[],
): readonly { readonly name: string; readonly system: readonly string[] }[] {
  const own = [...names].flatMap((name) => (needed[name] ? [{ name, system: needed[name] }] : []));
  const cloned = lines.find((line) => /\bgit\+/.test(line));
  return cloned === undefined ? own : [...own, { name: cloned.split(/\s/)[0] ?? cloned, system: ['git'] }];
}

/** What of CUDA a program needs: nothing, what its packages bring along, libraries in the image, or the compiler too. */
export type Cuda = 'none' | 'optional' | 'bundled' | 'libraries' | 'compiler';

/** Packages that are compiled against torch and CUDA while they are installed. */
export const compiled: ReadonlySet<string> = new Set([
  'flash-attn',
  'apex',
  'deepspeed',
  'pycuda',
  'mamba-ssm',
  'causal-conv1d',
]);
const libraries = /^(?:cupy|cudf|cuml|tensorrt|onnxruntime-gpu|faiss-gpu)/;
const wheels = /^(?:nvidia-|tensorflow-gpu|xformers|bitsandbytes|vllm|triton|pytorch-cuda|cudatoolkit)/;

/**
 * How a program uses GPUs, and what says so.
 * @param lines requirements as written
 * @param code texts of its programs
 */
export function cudaOf(
  names: ReadonlySet<string>,
  lines: readonly string[],
  code: readonly string[],
): { readonly cuda: Cuda; readonly sign: string } {
  const first = (test: (name: string) => boolean): string | undefined => [...names].find(test);
  const compiler = first((name) => compiled.has(name));
  if (compiler !== undefined) return { cuda: 'compiler', sign: compiler };
  const library = first((name) => libraries.test(name));
  if (library !== undefined) return { cuda: 'libraries', sign: library };
  const wheel =
    first((name) => wheels.test(name)) ??
    // A package says more than the index that it comes from.
    lines.find((line) => /\+cu\d|\[and-cuda\]|\[cuda/.test(line)) ??
    lines.find((line) => /\/whl\/cu\d/.test(line));
  if (wheel !== undefined) return { cuda: 'bundled', sign: wheel };
  const used = ['torch.cuda', '.cuda()', 'to("cuda")', "to('cuda')", '/GPU:0'].find((word) =>
    code.some((text) => text.includes(word)),
  );
  return used === undefined ? { cuda: 'none', sign: '' } : { cuda: 'optional', sign: used };
}
