export default function Landing() {
  return <main>Hello</main>;
}
