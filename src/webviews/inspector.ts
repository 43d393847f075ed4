import type { FromInspector, InspectorState, ToInspector } from './inspector/inspectorMessages';
import { InspectorPage } from './inspector/inspectorPage';
import { hasType, joinEditor } from './page/editor';

let page: InspectorPage | undefined;

const editor = joinEditor<FromInspector, InspectorState>((message) => {
  if (!isOurs(message)) return;
  if (message.type === 'open') page = new InspectorPage(message, editor);
  else page?.take(message);
});

function isOurs(message: unknown): message is ToInspector {
  return hasType(message, ['open', 'endpoint', 'loaded', 'traced', 'failed'] satisfies readonly ToInspector['type'][]);
}

editor.send({ type: 'ready' });
