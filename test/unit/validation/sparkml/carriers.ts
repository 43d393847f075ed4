/** A schema as a kind of file writes it. */
export interface Carried {
  readonly text: string;
  /** Where each character of the schema begins and ends in the file. */
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

export interface Carrier {
  readonly name: string;
  readonly path: string;
  /** Undefined for a text that can't be written this way. */
  readonly write: (schema: string) => Carried | undefined;
}

type Encode = (sign: string, index: number) => string | undefined;

function carrier(
  name: string,
  path: string,
  around: readonly [before: string, after: string],
  encode: Encode,
): Carrier {
  const [before, after] = around;
  const write = (schema: string): Carried | undefined => {
    let text = before;
    const places: { from: number; to: number }[] = [];
    for (let at = 0; at < schema.length; at += 1) {
      const written = encode(schema.charAt(at), at);
      if (written === undefined) return undefined;
      // What stands before the character itself: a line that goes on, a new piece.
      const own = written.slice(written.lastIndexOf('\0') + 1);
      const lead = written.slice(0, Math.max(written.lastIndexOf('\0'), 0));
      text += lead;
      places.push({ from: text.length, to: text.length + own.length });
      text += own;
    }
    return { text: text + after, places };
  };
  return { name, path, write };
}

const same: Encode = (sign) => sign;
const without =
  (refused: RegExp, encode: Encode = same): Encode =>
  (sign, index) =>
    refused.test(sign) ? undefined : encode(sign, index);
const inJson: Encode = (sign) => JSON.stringify(sign).slice(1, -1);
const inPython =
  (quote: string): Encode =>
  (sign) =>
    sign === quote || sign === '\\' ? `\\${sign}` : ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' }[sign] ?? sign);
/** A lead before every twentieth character. */
const leading =
  (lead: string, encode: Encode): Encode =>
  (sign, index) => {
    const written = encode(sign, index);
    return written !== undefined && index % 20 === 10 ? `${lead}\0${written}` : written;
  };

const strange = /[^ -~\u00a0-\uffff]/;
const name = 'SAGEMAKER_SPARKML_SCHEMA';
const container = '"Image": "x", "Environment"';

/** Each way to write a schema into a file. */
export const carriers: readonly Carrier[] = [
  carrier('a definition', '/car/a.model.json', [`{"PrimaryContainer": {${container}: {"${name}": "`, '"}}}'], inJson),
  carrier(
    'a definition with escapes',
    '/car/a.model.json',
    [`{"PrimaryContainer": {${container}: {"${name}": "`, '"}}}'],
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
  carrier(
    'ENV in single quotes',
    '/car/Dockerfile',
    [`FROM x\nENV A=b ${name}='`, `' C=d\n`],
    without(/['\n\r]|[^ -~\u00a0-\uffff]/),
  ),
  carrier(
    'ENV over lines',
    '/car/Dockerfile',
    [`FROM x\nENV ${name}='`, `'\n`],
    // What begins a line with # is a comment.
    leading('\\\n# note\n', (sign, at) =>
      sign === '#' && at % 20 === 10 ? undefined : without(/['\n\r]|[^ -~\u00a0-\uffff]/)(sign, at),
    ),
  ),
  carrier(
    'ENV in double quotes',
    '/car/api.Dockerfile',
    [`FROM x\nENV ${name}="`, `"\n`],
    without(strange, (sign) => sign.replace(/["$\\]/, '\\$&')),
  ),
  carrier(
    'ENV without quotes',
    '/car/Dockerfile',
    [`FROM x\nENV ${name}=`, `\n`],
    without(strange, (sign) => sign.replace(/["'$\\\s]/, '\\$&')),
  ),
  carrier(
    'ENV in its older form',
    '/car/Dockerfile',
    [`FROM x\nENV ${name} '`, `'\n`],
    without(/['\n\r]|[^ -~\u00a0-\uffff]/),
  ),
  carrier('ARG', '/car/Dockerfile', [`FROM x\nARG ${name}='`, `'\n`], without(/['\n\r]|[^ -~\u00a0-\uffff]/)),
  carrier(
    'an ARG that ENV hands on',
    '/car/Dockerfile',
    [`ARG S='`, `'\nFROM x AS a\nARG A T=1 S\nENV ${name}="\${S}" B=$A\nFROM a\nENV C=d\n`],
    without(/['\n\r]|[^ -~\u00a0-\uffff]/),
  ),
  carrier(
    'an ENV that another one hands on',
    '/car/Dockerfile',
    [`FROM x AS a\nENV S="`, `"\nFROM a\nENV ${name}=$S\n`],
    without(strange, (sign) => sign.replace(/["$\\]/, '\\$&')),
  ),
  carrier('an env file', '/car/car.env', [`# all\nA=b\n${name}=`, `\nC=d`], without(strange)),
  carrier(
    'export',
    '/car/run.sh',
    [`# it's\nexport ${name}='`, `'\necho "$x"\n`],
    without(/[']|[^\n -~\u00a0-\uffff]/),
  ),
  carrier(
    'docker run -e',
    '/car/run.sh',
    [`docker run --rm \\\n  -e ${name}="`, `" image serve\n`],
    without(/[^\n -~\u00a0-\uffff]/, (sign) => sign.replace(/["$\\`]/, '\\$&')),
  ),
  carrier(
    'docker run --env=',
    '/car/run.bash',
    [`docker run --env=${name}=$'`, `' image\n`],
    without(/[^\n -~\u00a0-\uffff]/, (sign) => sign.replace(/['\\]/, '\\$&').replace('\n', '\\n')),
  ),
  carrier(
    'kubectl set env',
    '/car/run.sh',
    [`kubectl -n ml set env deployment/car A=b ${name}="`, `" --overwrite\n`],
    without(/[^\n -~\u00a0-\uffff]/, (sign) => sign.replace(/["$\\`]/, '\\$&')),
  ),
  carrier(
    'docker-compose run',
    '/car/run.sh',
    [`docker-compose run --rm -e ${name}='`, `' car\n`],
    without(/[']|[^\n -~\u00a0-\uffff]/),
  ),
  carrier(
    'a variable of a shell script',
    '/car/run.sh',
    ["SCHEMA='", `'\ndocker run -e ${name}="\${SCHEMA}" image serve\n`],
    without(/[']|[^\n -~\u00a0-\uffff]/),
  ),
  carrier(
    'a here document of a shell script',
    '/car/run.sh',
    [`export ${name}="$(cat <<'EOF'\n`, '\nEOF\n)"\n'],
    without(/[\n\r]|[^ -~\u00a1-\uffff]/),
  ),
  carrier(
    'a request of the AWS CLI',
    '/car/run.sh',
    [`aws sagemaker create-model --primary-container '{"Environment": {"${name}": "`, `"}}'\n`],
    without(/'/, inJson),
  ),
  carrier('a Python dict', '/car/a.py', [`model = Model(env={'${name}': '`, `'})`], inPython("'")),
  carrier(
    'Python in three quotes',
    '/car/a.py',
    [`S = """`, `"""\nenv = {"${name}": S}`],
    without(/\r/, (sign) => sign.replace(/["\\]/, '\\$&')),
  ),
  carrier(
    'Python in pieces',
    '/car/a.py',
    [`os.environ["${name}"] = ('`, `')`],
    leading(`'\n  "" # why\n  '`, inPython("'")),
  ),
  carrier(
    'Python added up',
    '/car/a.py',
    [`S = "`, `"\nmodel = Model(env=dict(${name}=S))`],
    leading(`" + "`, inPython('"')),
  ),
  carrier(
    'an f-string that puts it in',
    '/car/a.py',
    [`S = "`, `"\nmodel = Model(env={"${name}": f"{S}"})`],
    inPython('"'),
  ),
  carrier(
    'an f-string around it',
    '/car/a.py',
    [`A = ""\nmodel = Model(env={"${name}": f'{A}`, `'})`],
    (sign, index) => (/[{}]/.test(sign) ? sign.repeat(2) : inPython("'")(sign, index)),
  ),
  carrier('what := binds', '/car/a.py', [`if (s := '`, `'):\n    os.environ["${name}"] = s\n`], inPython("'")),
  carrier(
    'boto3',
    '/car/a.py',
    [`client.create_model(PrimaryContainer={"Environment": {"${name}": "`, `"}})`],
    inPython('"'),
  ),
  carrier(
    'an argument of a program in Python',
    '/car/a.py',
    [`subprocess.run(["docker", "run", "-e", "${name}=`, `", "image", "serve"])`],
    inPython('"'),
  ),
  carrier(
    'a notebook',
    '/car/a.ipynb',
    [
      `{"cells": [{"cell_type": "markdown", "source": ["${name}"]}, {"cell_type": "code", "source": ["%time\\n", "env = {\\"${name}\\": '`,
      `'}"]}]}`,
    ],
    (sign, index) => {
      const written = inPython("'")(sign, index);
      return written === undefined ? undefined : JSON.stringify(written).slice(1, -1);
    },
  ),
  carrier(
    'a cell of a shell',
    '/car/a.ipynb',
    [
      `{"cells": [{"cell_type": "code", "source": ["%%bash -e\\n", "docker run -e ${name}='`,
      `' car\\n"]}, {"cell_type": "code", "source": "x = 1"}]}`,
    ],
    without(/[']|[^\n -~\u00a0-\uffff]/, inJson),
  ),
  carrier(
    'a command of a notebook',
    '/car/a.ipynb',
    [
      `{"cells": [{"cell_type": "code", "source": ["x = 1\\n", "!docker run --rm \\\\\\n", "  -e ${name}='`,
      `' car\\n", "print(x)"]}]}`,
    ],
    without(/['$]|[^ -~\u00a0-\uffff]/, inJson),
  ),
  carrier(
    '%env of a notebook',
    '/car/a.ipynb',
    [`{"cells": [{"cell_type": "code", "source": "x = 1\\n%env ${name}=`, `\\nprint(x)"}]}`],
    without(/[$]|[^ -~\u00a1-\uffff]/, inJson),
  ),
  carrier(
    'a file that a notebook writes',
    '/car/a.ipynb',
    [
      `{"cells": [{"cell_type": "code", "source": ["%%writefile {folder}/compose.yaml\\n", "a:\\n", "  environment:\\n    ${name}: '`,
      `'\\n"]}]}`,
    ],
    without(/[^ -~\u00a1-\u2027\u202a-\ufefe]/, (sign) => inJson(sign === "'" ? "''" : sign, 0)),
  ),
  carrier('YAML in double quotes', '/car/a.yaml', [`Environment:\n  ${name}: "`, `"\n`], inJson),
  carrier(
    'YAML in single quotes',
    '/car/a.yml',
    [`services:\n  a:\n    environment:\n      ${name}: '`, `'\n`],
    without(/[^ -~\u00a1-\u2027\u202a-\ufefe]/, (sign) => sign.replace("'", "''")),
  ),
  carrier(
    'Kubernetes',
    '/car/pod.yaml',
    [`spec:\n  env:\n    - name: ${name}\n      value: '`, `'\n`],
    without(/[^ -~\u00a1-\u2027\u202a-\ufefe]/, (sign) => sign.replace("'", "''")),
  ),
  carrier(
    'compose, as a list',
    '/car/compose.yaml',
    [`services:\n  a:\n    environment:\n      - '${name}=`, `'\n`],
    without(/[^ -~\u00a1-\u2027\u202a-\ufefe]/, (sign) => sign.replace("'", "''")),
  ),
  carrier(
    '!Sub of CloudFormation',
    '/car/a.yaml',
    [`Resources:\n  M:\n    Properties:\n      Environment:\n        ${name}: !Sub '`, `'\n`],
    without(/[^ -~\u00a1-\u2027\u202a-\ufefe]/, (sign) => sign.replace("'", "''")),
  ),
  carrier(
    'CloudFormation in JSON',
    '/car/stack.json',
    [`{"Resources": {"M": {"Properties": {"PrimaryContainer": {"Environment": {"${name}": "`, `"}}}}}}`],
    inJson,
  ),
  carrier(
    'Terraform',
    '/car/a.tf',
    [`resource "aws_sagemaker_model" "a" {\n  environment = {\n    ${name} = "`, `"\n  }\n}`],
    without(/[$%]|[^\n -~\u00a0-\uffff]/, inJson),
  ),
  carrier(
    'a local value of Terraform',
    '/car/a.tf',
    [`locals {\n  schema = "`, `"\n}\nx = {\n  ${name} = local.schema\n}\n`],
    without(/[$%]|[^\n -~\u00a0-\uffff]/, inJson),
  ),
  carrier(
    'a heredoc of Terraform',
    '/car/a.tf',
    [`locals {\n  ${name} = <<-EOT\n    `, `\n  EOT\n}`],
    without(/[\n\r$%]|[^ -~\u00a1-\uffff]/),
  ),
];
