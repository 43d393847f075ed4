import { AppError } from '../../contract/appError';

/** The formats of Docker, which SageMaker takes; those of OCI say the same in other words, and not everything of AWS reads them. */
export const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';
const dockerConfig = 'application/vnd.docker.container.image.v1+json';
const dockerLayer = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
const dockerList = 'application/vnd.docker.distribution.manifest.list.v2+json';
const ociManifest = 'application/vnd.oci.image.manifest.v1+json';
const ociIndex = 'application/vnd.oci.image.index.v1+json';

/** What a registry is asked for, in the order of our liking. */
export const manifestTypes = [dockerManifest, ociManifest, dockerList, ociIndex] as const;

interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

interface ManifestData {
  readonly mediaType?: string;
  readonly config?: Blob;
  readonly layers?: readonly Blob[];
  readonly manifests?: readonly (Blob & {
    readonly platform?: { readonly os?: string; readonly architecture?: string };
  })[];
}

/** What to do with a manifest: leave it, look at the one that an index means, or put this text in its place. */
export type ManifestStep =
  | { readonly kind: 'good' }
  | { readonly kind: 'inside'; readonly digest: string }
  | { readonly kind: 'replace'; readonly text: string };

/**
 * Judge a manifest by what SageMaker runs: one image for linux/amd64, in Docker's formats.
 * @throws AppError `image.format` for what has no form that SageMaker reads
 */
export function judgeManifest(image: string, mediaType: string, text: string): ManifestStep {
  const data = JSON.parse(text) as ManifestData;
  const type = data.mediaType ?? mediaType;
  if (type === dockerManifest) return { kind: 'good' };
  if (data.manifests) {
    const one = data.manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
    if (one) return { kind: 'inside', digest: one.digest };
    throw new AppError(
      'image.format',
      `${image} holds no image for linux/amd64.`,
      'Build it with --platform linux/amd64.',
    );
  }
  if (!data.config || !data.layers)
    throw new AppError('image.format', `${image} has a manifest of the unknown type ${type}.`, 'Build it again.');
  const { digest, size } = data.config;
  const manifest = {
    schemaVersion: 2,
    mediaType: dockerManifest,
    config: { mediaType: dockerConfig, digest, size },
    layers: data.layers.map((layer) => asDockerLayer(image, layer)),
  };
  return { kind: 'replace', text: JSON.stringify(manifest, null, 3) };
}

function asDockerLayer(image: string, { mediaType, digest, size }: Blob): Blob {
  if (mediaType === dockerLayer || mediaType === 'application/vnd.oci.image.layer.v1.tar+gzip')
    return { mediaType: dockerLayer, digest, size };
  throw new AppError(
    'image.format',
    `A layer of ${image} has the type ${mediaType}, which SageMaker does not read.`,
    'Build it with layers that are compressed by gzip.',
  );
}
