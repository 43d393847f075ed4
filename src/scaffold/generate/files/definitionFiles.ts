import { invocationText, type ContainerFacts } from './definitionTexts';
import type { ProposedFile } from '../proposal';
import type { ChannelSource } from '../samples/sampleData';
import type { SampleRequest } from '../samples/sampleRequest';

/** A text of a proposal that is no program. */
export function definitionFile(path: string, content: string, use: string): ProposedFile {
  return { file: { path, content, mode: 0o644 }, use };
}

/** A first request to the model. */
export function fixtureFile(facts: ContainerFacts, { contentType, body }: SampleRequest): ProposedFile {
  const content = invocationText(facts, contentType, body);
  return definitionFile(`fixtures/${facts.name}.invocation.json`, content, 'a request to the model');
}

/** Data for channels that have none. */
export function sampleFiles(sources: readonly ChannelSource[]): readonly ProposedFile[] {
  return sources.flatMap(({ channel, sample }) =>
    sample ? [definitionFile(sample.path, sample.content, `a sample for the channel ${channel}`)] : [],
  );
}
