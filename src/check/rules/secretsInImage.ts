import { isHarmless } from '../../contract/harmlessValue';
import { secretForm } from '../../contract/secretForms';
import { allUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { findingsOf, placeText } from '../symptoms';

const names = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)(?:_ID)?$/i;
const inHistory = /\b(\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY))=([^\s"']{6,})/gi;
/** Files that hold keys; what a layer has copied is in it, whatever later ones do. */
const keyFiles =
  /(?:^|[\s/"[,])((?:\.netrc|\.git-credentials|\.pypirc|\.aws\/credentials|\.docker\/config\.json|id_(?:rsa|dsa|ecdsa|ed25519)))(?=$|[\s"\],])/;

/** Secrets. */
export const secrets: ContainerRule = {
  id: 'secret.value',
  title: 'The image holds no secrets',
  seen: 'ENV, arguments of the build in the history of its layers, and files that are known to hold keys',
  why: 'Whoever may pull an image can read all of its layers, also what a later layer has removed.',
  fix: 'Let the role of the job grant the access, read it from AWS Secrets Manager, and use RUN --mount=type=secret in builds.',
  uses: allUses,
  judge: (seen) => {
    const { image, inside, noRuns } = seen;
    const said = findingsOf(seen, 'secret.value').map(({ place, message }) => `${placeText(place)}: ${message}`);
    const variables = Object.entries(image?.environment ?? {}).flatMap(([name, value]) =>
      (names.test(name) && !isHarmless(value)) || secretForm(value) !== undefined ? [`ENV ${name}`] : [],
    );
    const hasAwsFile = inside?.credentials.some((path) => path.endsWith('/.aws/credentials')) ?? false;
    const history = (image?.history ?? []).flatMap((line) => [
      ...[...line.matchAll(inHistory)]
        .filter(([, , value = '']) => !isHarmless(value))
        .map(([, name = '']) => `a layer was built with ${name}=…`),
      // Those of AWS that are still there are told by G20.
      ...copiedKeys(line).filter((one) => !(hasAwsFile && one.endsWith('.aws/credentials'))),
      ...heldIn(line),
    ]);
    const isToldByG20 = (path: string) => hasAwsFile && path.endsWith('/.aws/credentials');
    const there = (inside?.credentials ?? []).filter((path) => !path.endsWith('/.aws/credentials'));
    const copied = (image?.copiedKeys ?? []).filter((path) => !there.includes(path) && !isToldByG20(path));
    const layers = copied.map((path) => `a layer holds a file ${path}`);
    const found = [...new Set([...said, ...variables, ...history, ...there, ...layers])];
    if (found.length > 0) return warn('It holds what looks like a secret.', found);
    return image ? pass('None was found.') : unseen(noRuns ?? 'The image was not looked at.');
  },
};

/** What the command of a layer says aloud. */
function heldIn(line: string): readonly string[] {
  const what = secretForm(line);
  return what === undefined ? [] : [`the history of a layer holds ${what}`];
}

/** A layer that was made of a file with keys. */
function copiedKeys(line: string): readonly string[] {
  const name = /^(?:\/bin\/sh -c #\(nop\) )?(?:COPY|ADD) /.test(line) ? keyFiles.exec(line)?.[1] : undefined;
  return name === undefined ? [] : [`a layer holds a file ${name}`];
}
