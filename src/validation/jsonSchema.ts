/** The part of JSON Schema (draft 7) that our generated schemas use, and no more: `checkSchema` knows all of it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  /** First a `file://` reference, then what the API takes. */
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly maxProperties?: number;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | false;
}

/** A schema file: a `$ref` to the request among `definitions`. */
export interface RequestSchema extends JsonSchema {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}
