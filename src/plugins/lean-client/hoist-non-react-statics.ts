/** A component that the router wraps keeps what React needs of it; nothing here reads the static members of another. */
export default function keep<Component>(wrapper: Component): Component {
  return wrapper;
}
