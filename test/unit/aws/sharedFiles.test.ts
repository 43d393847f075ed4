import assert from 'node:assert/strict';
import { join } from 'node:path';
import { changedProfiles } from '../../../src/aws/context/sharedChanges';
import { sharedPlaces } from '../../../src/aws/context/watchSharedFiles';

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;
const files = (configFile: Sections, credentialsFile: Sections = {}) => ({ configFile, credentialsFile });

describe('what changes in the shared AWS files', () => {
  const before = files(
    {
      plain: { region: 'eu-west-1' },
      role: { role_arn: 'arn:aws:iam::1:role/r', source_profile: 'keys' },
      browser: { sso_session: 'corp', services: 'mine' },
      'sso-session.corp': { sso_region: 'eu-west-1' },
      'services.mine': { 's3.endpoint_url': 'http://127.0.0.1:1' },
      round: { source_profile: 'round' },
    },
    { keys: { aws_access_key_id: 'A' } },
  );
  const after = (config: Sections, credentials: Sections = {}) =>
    changedProfiles(before, files({ ...before.configFile, ...config }, { ...before.credentialsFile, ...credentials }));

  it('is nothing where they say the same, in whatever order', () => {
    assert.deepEqual(after({ role: { source_profile: 'keys', role_arn: 'arn:aws:iam::1:role/r' } }), []);
  });

  it('is a profile, and each that takes its keys from it', () => {
    assert.deepEqual(after({ plain: { region: 'eu-west-2' } }), ['plain']);
    assert.deepEqual(after({}, { keys: { aws_access_key_id: 'B' } }), ['keys', 'role']);
  });

  it('is a profile whose session or services say something else', () => {
    assert.deepEqual(after({ 'sso-session.corp': { sso_region: 'us-east-1' } }), ['browser']);
    assert.deepEqual(after({ 'services.mine': {} }), ['browser']);
  });

  it('is a profile that is new, and one that is gone', () => {
    assert.deepEqual(after({ another: { region: 'eu-west-1' } }), ['another']);
    assert.deepEqual(changedProfiles(before, files({ plain: { region: 'eu-west-1' } }, before.credentialsFile)), [
      'browser',
      'role',
      'round',
    ]);
  });
});

describe('the places of the shared AWS files', () => {
  it('are below the home of the user', () => {
    assert.deepEqual(sharedPlaces({}, '/home/me'), {
      files: [join('/home/me', '.aws', 'config'), join('/home/me', '.aws', 'credentials')],
      folders: [join('/home/me', '.aws', 'sso', 'cache'), join('/home/me', '.aws', 'login', 'cache')],
    });
  });

  it('are where the variables name others', () => {
    const variables = {
      AWS_CONFIG_FILE: '/etc/c',
      AWS_SHARED_CREDENTIALS_FILE: '/etc/k',
      AWS_LOGIN_CACHE_DIRECTORY: '/var/l',
    };
    const { files: named, folders } = sharedPlaces(variables, '/home/me');
    assert.deepEqual(named, ['/etc/c', '/etc/k']);
    assert.equal(folders[1], '/var/l');
  });
});
