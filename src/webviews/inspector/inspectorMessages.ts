/** What the pipeline inspector and its page say to each other; the panel shares the types only. */

/** What is sent to an endpoint. */
export interface InspectedRequest {
  readonly contentType: string;
  readonly accept: string;
  readonly customAttributes: string;
  /** Base64. */
  readonly body: string;
}

/** A request or an answer as it went over the wire; names of headers in lower case. */
export interface InspectedContent {
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
}

/** One container's part of a send. */
export interface InspectedHop {
  readonly index: number;
  readonly container: string;
  readonly stream: string;
  readonly request: InspectedContent;
  readonly response?: InspectedContent & { readonly status: number };
  readonly failure?: string;
  readonly milliseconds: number;
  readonly log: readonly string[];
}

export interface InspectedEndpoint {
  readonly project: string;
  readonly job: string;
  /** For people. */
  readonly status: string;
  readonly isInService: boolean;
}

export type ToInspector =
  /** All that the page has is thrown away. */
  | {
      readonly type: 'open';
      readonly endpoint: InspectedEndpoint;
      /** Names of the fixtures that can be loaded. */
      readonly fixtures: readonly string[];
      readonly texts: InspectorTexts;
      readonly locale: string;
    }
  | { readonly type: 'endpoint'; readonly endpoint: InspectedEndpoint }
  | { readonly type: 'loaded'; readonly request: InspectedRequest }
  | { readonly type: 'traced'; readonly id: number; readonly hops: readonly InspectedHop[] }
  | { readonly type: 'failed'; readonly id: number; readonly text: string };

export type FromInspector =
  | { readonly type: 'ready' }
  /** `from` is the index of the first container that gets it. */
  | { readonly type: 'send'; readonly id: number; readonly from: number; readonly request: InspectedRequest }
  | { readonly type: 'load'; readonly index: number }
  | { readonly type: 'save'; readonly request: InspectedRequest }
  | { readonly type: 'openText'; readonly text: string; readonly language: string }
  | { readonly type: 'compare'; readonly left: string; readonly right: string; readonly title: string }
  | { readonly type: 'openLog' };

/** One send with what came of it. */
export interface Send {
  readonly id: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly from: number;
  readonly request: InspectedRequest;
  /** Those before `from` are of an earlier send. */
  readonly hops: readonly InspectedHop[];
  readonly failure?: string;
}

/** What is kept for the page, and what the panel is made from after a reload of the window. */
export interface InspectorState {
  readonly jobs: readonly { readonly project: string; readonly job: string }[];
  readonly from: number;
  readonly request: InspectedRequest;
  readonly sends: readonly Send[];
}

/** Texts of the page, in the language of the editor. */
export interface InspectorTexts {
  readonly request: string;
  readonly replay: string;
  readonly fromStart: string;
  readonly body: string;
  readonly binaryBody: string;
  readonly writeText: string;
  readonly send: string;
  readonly sending: string;
  readonly loadFixture: string;
  readonly saveFixture: string;
  readonly history: string;
  readonly sendTitle: string;
  readonly noAnswer: string;
  readonly pinned: string;
  readonly edit: string;
  readonly response: string;
  readonly headers: string;
  readonly log: string;
  readonly noLog: string;
  readonly share: string;
  readonly empty: string;
  readonly bytes: string;
  readonly truncated: string;
  readonly openInEditor: string;
  readonly same: string;
  readonly differs: string;
  readonly compare: string;
  readonly nothingSent: string;
  readonly notInService: string;
  readonly openLog: string;
  readonly total: string;
}
