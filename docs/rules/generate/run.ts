import { writeRulePages } from './rulePages';

writeRulePages();
