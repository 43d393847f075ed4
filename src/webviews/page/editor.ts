/** What an editor gives to the page of a panel. */
interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The way from a page to its panel; may be asked for once. */
export interface Editor<Sent, State> {
  send(message: Sent): void;
  /** What `keep` was last given, also before the page or the window was loaded anew. Of any shape: an older version may have written it. */
  kept(): Partial<State>;
  keep(state: State): void;
}

/** Join the page to its panel. @param receive gets what is posted to the page */
export function joinEditor<Sent, State extends object>(receive: (message: unknown) => void): Editor<Sent, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    receive(data);
  });
  return {
    send: (message) => api.postMessage(message),
    kept: () => {
      const state = api.getState();
      return typeof state === 'object' && state !== null ? state : {};
    },
    keep: (state) => api.setState(state),
  };
}

/** Whether something posted to the page is a message of one of these types. Only our panel can post: the rest of it is as the panel wrote it. */
export function hasType(data: unknown, types: readonly string[]): data is { readonly type: string } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    types.includes(data.type)
  );
}
