export { type Explanation, explain, explanationOf } from './explain';
export { type EquationPlace, equationsBehind } from './quantities';
export { explanationText } from './text';
