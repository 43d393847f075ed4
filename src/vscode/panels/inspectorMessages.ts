import type { FromInspector, InspectedRequest } from '../../webviews/inspector/inspectorMessages';

/** A message of the page of the inspector; undefined for anything else: what comes out of a page is not trusted. */
export function readInspectorMessage(value: unknown): FromInspector | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const { id, from, index, text, language, left, right, title } = fields;
  const request = readRequest(fields['request']);
  switch (value.type) {
    case 'ready':
    case 'openLog':
      return { type: value.type };
    case 'send':
      return request && isIndex(id) && isIndex(from) ? { type: 'send', id, from, request } : undefined;
    case 'load':
      return isIndex(index) ? { type: 'load', index } : undefined;
    case 'save':
      return request && { type: 'save', request };
    case 'openText':
      return isText(text) && isText(language) ? { type: 'openText', text, language } : undefined;
    case 'compare':
      return isText(left) && isText(right) && isText(title) ? { type: 'compare', left, right, title } : undefined;
    default:
      return undefined;
  }
}

function readRequest(value: unknown): InspectedRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { contentType, accept, customAttributes, body } = value as Readonly<Record<string, unknown>>;
  if (!isText(contentType) || !isText(accept) || !isText(customAttributes) || !isText(body)) return undefined;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(body) ? { contentType, accept, customAttributes, body } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The headers of a request; one that was left empty is not sent. */
export function headersOf({
  contentType,
  accept,
  customAttributes,
}: InspectedRequest): Readonly<Record<string, string>> {
  const headers = {
    'content-type': contentType,
    accept,
    'x-amzn-sagemaker-custom-attributes': customAttributes,
  };
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}
