import type { Editor } from '../page/editor';
import { button, element, fill, place } from '../page/element';
import { hopCard } from './hopCard';
import type {
  FromInspector,
  InspectedEndpoint,
  InspectedHop,
  InspectorState,
  Send,
  ToInspector,
} from './inspectorMessages';
import { requestForm } from './requestForm';
import { joined, keepable, requestOf, restored, withSend } from './sends';

type Opened = Extract<ToInspector, { readonly type: 'open' }>;

/** The page of the pipeline inspector: a request to edit, and what each container made of it. */
export class InspectorPage {
  private readonly root = place('page');
  private readonly form = element('div');
  private readonly result = element('div', { 'aria-live': 'polite' });
  private state: Omit<InspectorState, 'jobs'>;
  private endpoint: InspectedEndpoint;
  /** The send whose hops are shown. */
  private shown: Send | undefined;
  /** The send that is on its way, with the one whose first hops stay. */
  private pending: { readonly send: Send; readonly pinned: Send | undefined } | undefined;

  constructor(
    private readonly opened: Opened,
    private readonly editor: Editor<FromInspector, InspectorState>,
  ) {
    this.endpoint = opened.endpoint;
    this.state = restored(editor.kept());
    this.shown = this.state.sends.at(-1);
    this.root.replaceChildren(this.form, this.result);
    this.change({});
    this.showForm();
    this.showResult();
  }

  take(message: Exclude<ToInspector, Opened>): void {
    switch (message.type) {
      case 'endpoint':
        this.endpoint = message.endpoint;
        this.showForm();
        break;
      case 'loaded':
        this.change({ request: message.request, from: 0 });
        this.showForm();
        break;
      case 'traced':
        this.finish(message.id, message.hops);
        break;
      case 'failed':
        this.finish(message.id, [], message.text);
        break;
      default:
        message satisfies never;
    }
  }

  private change(changes: Partial<Omit<InspectorState, 'jobs'>>): void {
    this.state = { ...this.state, ...changes };
    const { project, job } = this.endpoint;
    this.editor.keep({ ...this.state, jobs: [{ project, job }], sends: keepable(this.state.sends) });
  }

  private send(): void {
    const { from, request, sends } = this.state;
    const id = (sends.at(-1)?.id ?? 0) + 1;
    this.pending = { send: { id, at: Date.now(), from, request, hops: [] }, pinned: this.shown };
    this.editor.send({ type: 'send', id, from, request });
    this.showForm();
  }

  private finish(id: number, hops: readonly InspectedHop[], failure?: string): void {
    if (this.pending?.send.id !== id) return;
    const { send, pinned } = this.pending;
    this.pending = undefined;
    const done = { ...send, hops: joined(pinned, send.from, hops), ...(failure !== undefined && { failure }) };
    this.shown = done;
    this.change({ sends: withSend(this.state.sends, done) });
    this.showForm();
    this.showResult();
  }

  private showForm(): void {
    const { texts, fixtures } = this.opened;
    const { from, request } = this.state;
    const container = from === 0 ? undefined : (this.shown?.hops[from]?.container ?? String(from + 1));
    const form = requestForm({
      ...{ texts, request, fixtures, container },
      canSend: this.endpoint.isInService && !this.pending,
      onChange: (next) => this.change({ request: next }),
      onNewBody: () => {
        this.change({ request: { ...this.state.request, body: '' } });
        this.showForm();
      },
      onSend: () => this.send(),
      onFromStart: () => {
        const first = this.shown?.hops[0];
        this.change({ from: 0, ...(first && { request: requestOf(first) }) });
        this.showForm();
      },
      onLoad: (index) => this.editor.send({ type: 'load', index }),
      onSave: () => this.editor.send({ type: 'save', request: this.state.request }),
    });
    const note = this.pending
      ? texts.sending
      : this.endpoint.isInService
        ? undefined
        : fill(texts.notInService, this.endpoint.job, this.endpoint.status);
    this.form.replaceChildren(
      form,
      ...(note === undefined ? [] : [element('p', { class: 'note', role: 'status' }, note)]),
    );
  }

  private showResult(): void {
    const { texts } = this.opened;
    const { shown } = this;
    if (!shown) {
      this.result.replaceChildren(element('p', { class: 'faint' }, texts.nothingSent));
      return;
    }
    const fresh = shown.hops.filter(({ index }) => index >= shown.from);
    const total = fresh.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const before = this.state.sends[this.state.sends.indexOf(shown) - 1];
    const send = (message: FromInspector) => this.editor.send(message);
    const cards = shown.hops.map((hop) =>
      hopCard(hop, { texts, send, total, isPinned: hop.index < shown.from, before, edit: () => this.edit(hop) }),
    );
    const failure =
      shown.failure === undefined ? undefined : element('p', { class: 'problem', role: 'alert' }, shown.failure);
    const sum = element('p', { class: 'faint' }, fill(texts.total, fresh.length, total.toFixed(1)));
    this.result.replaceChildren(
      this.history(),
      ...(failure ? [failure] : [sum]),
      element('ol', { class: 'hops' }, ...cards),
    );
  }

  /** Take a hop's request into the form: the hops before it stay as they are. */
  private edit(hop: InspectedHop): void {
    this.change({ from: hop.index, request: requestOf(hop) });
    this.showForm();
    this.form.querySelector<HTMLElement>('textarea, input')?.focus();
    window.scrollTo({ top: 0 });
  }

  private history(): HTMLElement {
    const { texts, locale } = this.opened;
    const items = this.state.sends.map((send) => {
      const { id, at, hops, failure } = send;
      const last = hops.at(-1);
      const outcome = failure === undefined && last?.response ? String(last.response.status) : texts.noAnswer;
      const title = fill(texts.sendTitle, id, new Date(at).toLocaleTimeString(locale), outcome);
      const show = button(title, () => this.look(send), {
        class: 'secondary',
        'aria-pressed': String(send === this.shown),
      });
      return element('li', {}, show);
    });
    return element('nav', { 'aria-label': texts.history }, element('ul', { class: 'history' }, ...items));
  }

  private look(send: Send): void {
    this.shown = send;
    this.change({ from: send.from, request: send.request });
    this.showForm();
    this.showResult();
    this.result.querySelector<HTMLElement>('.history [aria-pressed="true"]')?.focus();
  }
}
