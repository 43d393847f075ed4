import type { Diagnostic } from '../../definitions/diagnostic';
import type { TextPositions } from '../../definitions/textPosition';
import type { MappedText } from '../../grammars/mappedText';
import { located } from '../environments/judgeEnvironments';
import type { Finding } from '../sparkml/finding';
import { awsRepository } from './awsImages';
import { parseImageUri, registryHost } from './imageUri';

/** An image, and the region that the job which uses it certainly runs in. */
export interface PlacedImage {
  readonly image: MappedText;
  readonly region: string;
}

/** Names of tests and of variables are left alone. */
const realRegion = /^[a-z]+(?:-[a-z]+)+-\d$/;

/** G31: image and job are in one region. */
export function checkImageRegions(images: readonly PlacedImage[], positions: TextPositions): readonly Diagnostic[] {
  return images.flatMap((placed) => {
    const finding = regionFinding(placed);
    return finding ? [located(placed.image, finding, positions)] : [];
  });
}

function regionFinding({ image: { text }, region }: PlacedImage): Finding | undefined {
  const uri = parseImageUri(text);
  if (!uri || uri.region === region || ![uri.region, region].every((one) => realRegion.test(one))) return undefined;
  const known = awsRepository(uri)?.accounts.get(region);
  const span = { from: 0, to: text.length };
  const here = known === undefined ? undefined : text.replace(/^[^/]+/, registryHost(known, region));
  return {
    ...span,
    code: 'G31',
    severity: 'warning',
    message: `The image is in ${uri.region}, but the job is in ${region}.`,
    action: here === undefined ? `Use an image in ${region}.` : `Write ${here}.`,
    ...(here !== undefined && {
      repairs: [{ title: `Use the image in ${region}`, changes: [{ ...span, text: here }] }],
    }),
  };
}
