/** A request to an endpoint whose way through the containers shall be seen. */
export interface TraceRequest {
  /**
   * Index of the container that the request is sent to first; those before it are left out. 0 for a request as a caller sends it.
   * A Direct model is asked by the header `x-amzn-sagemaker-target-container-hostname` alone, which its hops have as well.
   */
  readonly from: number;
  /** As a caller of InvokeEndpoint sends them; what the platform would not hand on is dropped. */
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
}

/** What one request did on its way. */
export interface Trace {
  /** In the order of the containers; the last one answered the caller, or broke the chain. */
  readonly hops: readonly Hop[];
  /** What a caller of InvokeEndpoint gets: the last answer with status 200, or a ModelError with 424 (I11). */
  readonly response: HopResponse;
}

/** One request to one container. */
export interface Hop {
  /** Index in the model. */
  readonly index: number;
  /** ContainerHostname, or `container-1` and so on. */
  readonly container: string;
  /** Name of the container's log stream. */
  readonly stream: string;
  readonly request: HopRequest;
  /** Undefined when there was no answer that counts. */
  readonly response?: HopResponse;
  /** What broke the chain here, a sentence for people. */
  readonly failure?: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** To the last byte of the answer. */
  readonly milliseconds: number;
  /** Lines that the container wrote between, stdout and stderr, without newlines; those of other requests at the same time too. */
  readonly log: readonly string[];
}

export interface HopRequest {
  /** As the container got them; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
}

export interface HopResponse extends HopRequest {
  readonly status: number;
}
