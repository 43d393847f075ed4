import type { Definition } from '../definitions/definition';
import type { JsonPath, Problem } from './problem';

/** Families of instances with arm64 processors. */
const graviton = /^ml\.(c6g|c6gd|c6gn|c7g|c7gd|c7gn|c8g|m6g|m6gd|m7g|m8g|r6g|r6gd|r7g|r7gd|r8g|x2gd|t4g)\./;

/** L27: what the Python SDK writes for this machine. */
export function checkLocalTypes(definition: Definition): readonly Problem[] {
  return instanceTypes(definition.request, []).flatMap(([path, type]) => {
    if (type !== 'local' && type !== 'local_gpu') return [];
    const message = `"${type}" is the Python SDK's word for this machine; the API refuses it.`;
    return [
      { code: 'L27', path, message, action: 'Write a type like ml.m5.large: here it runs on this machine anyway.' },
    ];
  });
}

/** L24: instance types with arm64 processors exist for endpoints only; jobs run on amd64. */
export function checkArchitecture(definition: Definition): readonly Problem[] {
  if (definition.kind === 'endpoint-config' || definition.kind === 'model' || definition.kind === 'model-package')
    return [];
  return instanceTypes(definition.request, []).flatMap(([path, type]) => {
    if (!graviton.test(type)) return [];
    const message = `${type} has an arm64 processor; only endpoints run on such instances.`;
    return [{ code: 'L24', path, message, action: 'Write a type with an x86 processor, like ml.m5.large.' }];
  });
}

function instanceTypes(value: unknown, path: JsonPath): readonly (readonly [path: JsonPath, type: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    return name === 'InstanceType' && typeof inner === 'string' ? [[at, inner] as const] : instanceTypes(inner, at);
  });
}
