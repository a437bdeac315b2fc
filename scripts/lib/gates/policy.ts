import {policyFor} from '../../../src/plugins/built-site/policy';
import {attributeOf} from '../../../src/plugins/built-site/html';
import type {BuiltFolder, Finding} from './built-folder';

/** Every page has one policy, it is the one its inline scripts ask for, and it stands before the first script. */
export function checkPolicies(site: BuiltFolder): Finding[] {
  return [...site.pages.values()].flatMap(({file, html, elements}) => {
    const isPolicy = (index: number) => {
      const element = elements[index];
      return (
        element?.tagName === 'meta' &&
        attributeOf(element, 'http-equiv')?.toLowerCase() === 'content-security-policy'
      );
    };
    const places = [...elements.keys()].filter(isPolicy);
    const [first] = places;
    if (first === undefined) return [`${file} has no Content-Security-Policy`];
    const policyElement = elements[first];
    const findings: Finding[] = [];
    if (places.length > 1) findings.push(`${file} has ${places.length} policies, expected one`);
    const said = policyElement === undefined ? '' : attributeOf(policyElement, 'content');
    if (said !== policyFor(html)) {
      findings.push(
        `${file}: the policy is not the one for its inline scripts; it says ${said ?? ''}`,
      );
    }
    const script = elements.findIndex(
      element =>
        element.tagName === 'script' ||
        (element.tagName === 'link' && attributeOf(element, 'rel') === 'stylesheet'),
    );
    if (script !== -1 && script < first) {
      findings.push(
        `${file}: a script or style sheet stands before the policy and is not ruled by it`,
      );
    }
    for (const element of elements) {
      if (element.tagName === 'style')
        findings.push(`${file}: a <style> element, which the policy refuses`);
      const handler = element.attrs.find(({name}) => name.startsWith('on'));
      if (handler !== undefined) {
        findings.push(
          `${file}: <${element.tagName} ${handler.name}> is an inline handler, which the policy refuses`,
        );
      }
    }
    return findings;
  });
}
