import { writeRulePages } from './rulePages';
import { writeCoveragePage } from './ruleCoverage';

writeRulePages();
void writeCoveragePage();
