import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';

const docker = 'application/vnd.docker.distribution.manifest.v2+json';

/** G4. */
export const manifest: ContainerRule = {
  id: 'G4',
  title: 'The registry holds the image as a Docker manifest',
  seen: 'media type of the manifest, asked of the registry that the image was in',
  why: 'Parts of the service refuse OCI manifests and indexes, which buildx writes as soon as it adds attestations: "Unsupported manifest media type".',
  fix: 'Build with --provenance=false --sbom=false, and push with oci-mediatypes=false; `submit` pushes it so by itself.',
  uses: allUses,
  judge: ({ image, noRuns }) => {
    if (noRuns !== undefined) return unseen(noRuns);
    const type = image?.manifest;
    if (type === undefined) return unseen('The image was in no registry yet, or its registry does not answer.');
    if (type === docker) return pass('It is a Docker manifest.', [type]);
    const isIndex = /index|manifest\.list/.test(type);
    return fail(isIndex ? 'It is an index of several manifests.' : 'It is no Docker manifest.', [type]);
  },
};
