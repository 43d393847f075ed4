import type { SyntaxNode } from '@lezer/common';
import type { MappedText } from '../../grammars/mappedText';
import { argumentsOf, listItems, nodesOf, type PythonSource } from '../../grammars/python/parsePython';
import { PythonValues } from '../../grammars/python/pythonValue';
import type { PlacedImage } from './imageRegions';

const imageNames = /^(?:TrainingImage|Image|ImageUri|image_uri|image_name)$/;

/** The images that a program gives to SageMaker, where all its sessions and clients are in one region that is written out. */
export function pythonImages(source: PythonSource): readonly PlacedImage[] {
  const reader = new ImageReader(source);
  const region = reader.region();
  return region === undefined ? [] : reader.images().map((image) => ({ image, region }));
}

class ImageReader {
  private readonly values: PythonValues;

  constructor(private readonly source: PythonSource) {
    this.values = new PythonValues(source);
  }

  /** Undefined for none, for several, and for one that code finds out. */
  region(): string | undefined {
    const given = this.calls().flatMap((call) =>
      argumentsOf(this.source, call).filter(({ name }) => name === 'region_name'),
    );
    const regions = new Set(given.map(({ value }) => value && this.textOf(value)?.text));
    const [only] = regions;
    return regions.size === 1 ? only : undefined;
  }

  images(): readonly MappedText[] {
    const byArgument = this.calls().flatMap((call) =>
      argumentsOf(this.source, call).flatMap(({ name, value }) =>
        value && imageNames.test(name ?? '') ? (this.textOf(value) ?? []) : [],
      ),
    );
    const byKey = nodesOf(this.source.root, 'DictionaryExpression')
      .flatMap((dict) => listItems(dict))
      .flatMap(([key, , value]) =>
        key?.name === 'String' && value && imageNames.test(this.textOf(key)?.text ?? '')
          ? (this.textOf(value) ?? [])
          : [],
      );
    return [...byArgument, ...byKey];
  }

  private calls(): readonly SyntaxNode[] {
    return nodesOf(this.source.root, 'CallExpression');
  }

  private textOf(node: SyntaxNode): MappedText | undefined {
    const value = this.values.valueOf(this.source, node);
    return value?.kind === 'text' && !value.printedBy ? value.text : undefined;
  }
}
