/** Stands in for the generator's own, which knows the address of the site. */
export default function useBaseUrl(address: string): string {
  return address;
}
