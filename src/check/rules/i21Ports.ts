import { notFor, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** I21. */
export const ports: ContainerRule = {
  id: 'I21',
  title: 'Its further ports lie in SAGEMAKER_SAFE_PORT_RANGE',
  seen: 'listening sockets, read inside of it while it serves on the port that SAGEMAKER_BIND_TO_PORT names',
  why: 'The containers of a pipeline share one host: a management or metrics port that two of them open keeps the second from starting.',
  fix: 'Take further ports from that range, or switch off what opens them.',
  uses: ['pipeline', 'realtime'],
  judge: ({ bound, uses, noRuns }) => {
    if (!bound && !uses.has('pipeline')) return notFor('It has no label that says it could be among others.');
    if (bound?.healthyAfter === undefined) return unseen(noRuns ?? 'It did not get healthy on another port.');
    if (!bound.listening) return unseen('The image has no shell to look with.');
    const { listening, port, safePorts } = bound;
    const [first, last] = safePorts;
    const others = listening.filter((address) => {
      const own = Number(address.slice(address.lastIndexOf(':') + 1));
      return own !== port && (own < first || own > last);
    });
    const evidence = [`range: ${String(first)}-${String(last)}`, ...others.map((address) => `listens on ${address}`)];
    return others.length > 0 ? warn('It opens another port.', evidence) : pass('It opens no other.', evidence);
  },
};
