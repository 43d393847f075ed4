import type { MappedText } from './mappedText';

/** What an ENV or ARG says of one variable; without a value where that is not known. */
export interface Declaration {
  readonly instruction: 'ENV' | 'ARG';
  readonly name: string;
  readonly value: MappedText | undefined;
}

type Values = ReadonlyMap<string, MappedText | undefined>;

interface Stage {
  readonly environment: Values;
  readonly arguments: Values;
}

const start = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i;
const nothing: Stage = { environment: new Map(), arguments: new Map() };

/** What the variables of a Dockerfile hold from one of its lines to the next. */
export class DockerfileScope {
  /** ARGs before the first FROM: a stage sees them once it names them. */
  private globals: Values = new Map();
  private readonly named = new Map<string, Stage>();
  private stage: Stage | undefined;
  private name: string | undefined;

  /** Undefined for one that a base image or somebody who builds may have set. */
  valueOf(name: string): MappedText | undefined {
    const { environment, arguments: given } = this.stage ?? { ...nothing, arguments: this.globals };
    return environment.has(name) ? environment.get(name) : given.get(name);
  }

  /** Begins a stage, if a line does. */
  open(line: string): void {
    const [whole, base = '', name] = start.exec(line) ?? [];
    if (whole === undefined) return;
    this.keep();
    const parent = this.named.get(base.toLowerCase());
    this.stage = { ...nothing, environment: parent?.environment ?? nothing.environment };
    this.name = name?.toLowerCase();
  }

  /** The value that an ARG without one takes over. */
  inherited(name: string): MappedText | undefined {
    return this.stage ? this.globals.get(name) : undefined;
  }

  declare({ instruction, name, value }: Declaration): void {
    if (!this.stage) {
      this.globals = new Map(this.globals).set(name, value);
    } else if (instruction === 'ENV') {
      this.stage = { ...this.stage, environment: new Map(this.stage.environment).set(name, value) };
    } else {
      this.stage = { ...this.stage, arguments: new Map(this.stage.arguments).set(name, value) };
    }
  }

  private keep(): void {
    if (this.stage && this.name !== undefined) this.named.set(this.name, this.stage);
  }
}
