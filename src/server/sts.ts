import { partitionOf } from '../contract/partition';
import { localAccount } from '../contract/resourceArn';
import { bodyOf, type Call, type Service } from './service';
import { ServiceError } from './serviceError';
import { element, xmlText } from './xml';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Says who the caller is, whatever the credentials: the one account there is. */
export const stsService = (region: string): Service => ({
  answer: async (call) => {
    const form = new URLSearchParams((await bodyOf(call)).toString() || call.url.search);
    const action = form.get('Action') ?? '';
    if (action !== 'GetCallerIdentity') {
      throw new ServiceError('InvalidAction', `The local endpoint has no operation ${action}.`);
    }
    const identity =
      element('Arn', `arn:${partitionOf(region).name}:iam::${localAccount}:root`) +
      element('UserId', localAccount) +
      element('Account', localAccount);
    send(call, 200, 'GetCallerIdentityResponse', `<GetCallerIdentityResult>${identity}</GetCallerIdentityResult>`);
  },
  refuse: (call, { code, message, status }) => {
    const error = element('Type', 'Sender') + element('Code', code) + element('Message', message);
    send(call, status, 'ErrorResponse', `<Error>${error}</Error>`);
  },
});

function send({ outgoing, id }: Call, status: number, root: string, content: string): void {
  const metadata = `<ResponseMetadata>${element('RequestId', id)}</ResponseMetadata>`;
  outgoing.writeHead(status, { 'content-type': 'text/xml' });
  outgoing.end(xmlText(root, content + metadata, namespace));
}
