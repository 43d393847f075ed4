/** Documents that were judged wrongly once, as short as they do it. */
export const kept: readonly (readonly [path: string, text: string])[] = [
  // Half of a line break has no place.
  ['/car/a.sparkml-schema.json', '{ # all\r\n"input": [], "output": {"name": "p", "type": "int"}}'],
  [
    '/car/a.sparkml-schema.json',
    '{"input": [{"name": "a\r\nb", "type": "int"}], "output": {"name": "p", "type": "int"}}',
  ],
  ['/car/a.sparkml-schema.json', '{"input": [] // none\r\n, "output": {"name": "p", "type": "int"}}'],
  ['/car/a.model.json', '{"PrimaryContainer": {"Image": "{\\\r\n[{"}}'],
  ['/car/run.sh', `export SAGEMAKER_SPARKML_SCHEMA='{"input": "a\r\nb"}'\r\n`],
  // Brackets in a comment close nothing.
  ['/car/a.sparkml-schema.json', '{"input": [], "output" # {"name": "p", "type": "int"}}'],
  ['/car/a.sparkml-schema.json', '{"input": [], "output": {"name": "p" /* , "type": "int"}}'],
  ['/car/image/Dockerfile', 'FROM x\nENV SAGEMAKER_PROGRAM=a\nVOLUME /opt/ml\nVOLUME /opt/ml\n'],
  // A backslash before a control character escapes what is written for that.
  ['/car/a.py', 'env = {"SAGEMAKER_SPARKML_SCHEMA": "{\\"input\\": [{\\"name\\": \\"a\\\t"}'],
  // An empty block has no indent.
  ['/car/a.yaml', 'Environment:\n  SAGEMAKER_SPARKML_SCHEMA: >\n"{}"\n'],
  // An init may start another one.
  ['/car/image/Dockerfile', 'FROM python:3.11\nENTRYPOINT ["tini", "tini", "python"]\n'],
  // A line whose last character escapes the line break goes on in what is added.
  ['/car/image/Dockerfile', 'FROM python:3.11\nUSER app\nENV A=b\nUSER app\nENTRYPOINT x \\ \n'],
  ['/car/image/Dockerfile', 'FROM python:3.11\nUSER app\nENTRYPOINT python a.py \\\n# and more\n'],
  [
    '/car/Dockerfile',
    'FROM x\nENV SAGEMAKER_SPARKML_SCHEMA={\\"input\\":\\ [],\\ \\"output\\":\\ {}}\\ and\\ more\n{}}\\ and\\ more\n',
  ],
  // A line that is empty keeps its end, whatever the indent.
  [
    '/car/a.tf',
    'locals {\n  SAGEMAKER_SPARKML_SCHEMA = <<-EOT\n    {"input": [], "output": {"name": "a\n\n  b", "type": "int"}}\n  EOT\n}',
  ],
];
