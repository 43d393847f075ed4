/** What credentials look like, whatever they are called. */
const forms: readonly (readonly [form: RegExp, what: string])[] = [
  [/(?<![A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/, 'an AWS access key'],
  [
    /(?<![A-Za-z0-9_])(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}|(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9_]{30,}/,
    'a GitHub token',
  ],
  [/(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{30,}/, 'a Hugging Face token'],
  [/(?<![A-Za-z0-9_-])sk-(proj-|ant-)?[A-Za-z0-9_-]{32,}/, 'an API key'],
  [/(?<![A-Za-z0-9])xox[abposr]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/(?<![A-Za-z0-9_-])glpat-[A-Za-z0-9_-]{20}/, 'a GitLab token'],
  [/(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}/, 'a Google API key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  // Words for nothing, variables and what a template fills in are no passwords.
  [
    /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:(?![$<{%]|(?:password|passwd|pass|secret|changeme|x+|\*+)@)[^\s/:@"']{3,}@/i,
    'an address with a password',
  ],
];

/** What kind of credentials a text holds that tell themselves; undefined for none. */
export function secretForm(text: string): string | undefined {
  return forms.find(([pattern]) => pattern.test(text))?.[1];
}
