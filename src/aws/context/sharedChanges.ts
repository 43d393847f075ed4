import { profileNames, valuesOf, type SharedFiles } from './profiles';

/** Profiles lead to other sections; one that leads in a circle is the clients' matter. */
const mostSteps = 8;

/** Names of the profiles that say something else than before, or are new or gone, also by a section that they lead to. */
export function changedProfiles(before: SharedFiles, after: SharedFiles): readonly string[] {
  const names = new Set([...profileNames(before), ...profileNames(after)]);
  return [...names].filter((name) => textOf(before, name) !== textOf(after, name));
}

/** All that the files say of a profile. */
function textOf(files: SharedFiles, profile: string): string {
  const sections: string[] = [];
  let next: string | undefined = profile;
  for (let steps = 0; next !== undefined && steps < mostSteps; steps += 1) {
    const values = valuesOf(files, next);
    const named = [
      ...(values['sso_session'] === undefined ? [] : [`sso-session.${values['sso_session']}`]),
      ...(values['services'] === undefined ? [] : [`services.${values['services']}`]),
    ];
    for (const section of [next, ...named])
      sections.push(JSON.stringify(Object.entries(valuesOf(files, section)).sort()));
    next = values['source_profile'];
  }
  return sections.join('\n');
}
