/** Programs of Python that images get beside what their projects name, with the versions that were tried. */
const versions = {
  uvicorn: '0.54.0',
  gunicorn: '27.0.1',
  uv: '0.13.8',
  poetry: '2.5.1',
  pipenv: '2026.10.3',
} as const;

export type PythonTool = keyof typeof versions;

/** Images whose Python is older than 3.10, which these versions need, or is decided by somebody else. */
const older = /^(?:\S*\/)?python:3\.\d(?!\d)|conda|miniforge/;

/** What pip installs for a tool on a base: a version, or whatever is the newest one for an older Python. */
export function toolOn(base: string, tool: PythonTool): string {
  return older.test(base) ? tool : `${tool}==${versions[tool]}`;
}
