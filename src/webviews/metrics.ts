import type { FromMetrics, MetricsState, ToMetrics } from './metrics/metricsMessages';
import { MetricsPage } from './metrics/metricsPage';
import { hasType, joinEditor } from './page/editor';

let page: MetricsPage | undefined;

const editor = joinEditor<FromMetrics, MetricsState>((message) => {
  if (!isOurs(message)) return;
  if (message.type === 'open') {
    page?.close();
    page = new MetricsPage(message, editor);
  } else page?.take(message);
});

function isOurs(message: unknown): message is ToMetrics {
  return hasType(message, ['open', 'job', 'samples', 'again', 'problem'] satisfies readonly ToMetrics['type'][]);
}

const themes = { attributeFilter: ['class', 'data-vscode-theme-id'] };
new MutationObserver(() => page?.look(true)).observe(document.body, themes);
new ResizeObserver(() => page?.look(false)).observe(document.body);
editor.send({ type: 'ready' });
