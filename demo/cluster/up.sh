#!/usr/bin/env bash
# From nothing to `ui` answering through a mesh, on a laptop. Every step can be run again; every step checks itself.
#
#   demo/cluster/up.sh [--helm] [--addons]
#
#   --helm     install Istio with Helm instead of istioctl
#   --addons   add Prometheus, Grafana, Jaeger and Kiali, and turn traces on
#
# Not yet run on a real cluster: its commands are checked against the command trees of the tools only.
set -euo pipefail

readonly CLUSTER=istio
readonly CONTEXT="kind-$CLUSTER"
# The image that kind 0.32.0 names for Kubernetes 1.36, inside the range of Istio 1.31.
readonly NODE_IMAGE=kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5
readonly ISTIO_VERSION=1.31.1
readonly GATEWAY_API=https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml
readonly CHARTS=https://blob.istio.io/istio-release/charts
readonly ADDONS=https://raw.githubusercontent.com/istio/istio/release-1.31/samples/addons
readonly LOCAL_PORT=${LOCAL_PORT:-8080}

cd "$(dirname "$0")/../.."
readonly DEMO=examples/demo

step() { printf '\n== %s\n' "$1"; }
see() { printf '   You should see: %s\n' "$1"; }
# What to do next stands on the last line, where a reader looks.
stop() {
  printf '\nStopped: %s\n   What to do: %s\n' "$1" "$2" >&2
  exit 1
}
need() { command -v "$1" >/dev/null || stop "$1 is not installed" "$2"; }
on_cluster() { kubectl --context "$CONTEXT" "$@"; }
ready() {
  on_cluster rollout status "deployment/$1" --namespace "$2" --timeout 180s ||
    stop "$1 is not ready after three minutes" "kubectl describe pods -n $2; images come from docker.io, and Docker needs about 8 GB of memory"
}
chart() {
  local release=$1 name=$2
  shift 2
  helm upgrade --install "$release" "istio/$name" --kube-context "$CONTEXT" \
    --namespace istio-system --create-namespace --version "$ISTIO_VERSION" "$@" ||
    stop "Helm could not install $release" 'helm repo remove istio, then run this script again'
}

with=istioctl
addons=no
for argument in "$@"; do
  case $argument in
    --helm) with=helm ;;
    --addons) addons=yes ;;
    *) stop "$argument is unknown" "use --helm, --addons or nothing" ;;
  esac
done

step '1. Tools'
need docker 'install Docker and start it'
need kind 'https://kind.sigs.k8s.io/docs/user/quick-start/'
need kubectl 'https://kubernetes.io/docs/tasks/tools/'
need istioctl "curl -L https://istio.io/downloadIstio | ISTIO_VERSION=$ISTIO_VERSION sh -, then add its bin folder to your PATH"
need curl 'install curl'
[ "$with" = istioctl ] || need helm 'https://helm.sh/docs/intro/install/'
docker info >/dev/null 2>&1 || stop 'Docker does not answer' 'start Docker'
kind version
istioctl version --remote=false

step '2. A cluster'
if kind get clusters | grep -qx "$CLUSTER"; then
  echo "   The cluster $CLUSTER is there already."
else
  kind create cluster --name "$CLUSTER" --image "$NODE_IMAGE" --wait 2m ||
    stop 'kind could not create the cluster' "kind create cluster --name $CLUSTER --retain, then kind export logs; \"too many open files\": raise fs.inotify.max_user_watches and max_user_instances"
fi
on_cluster wait --for=condition=Ready nodes --all --timeout 120s ||
  stop 'the node is not ready' "kubectl --context $CONTEXT describe nodes"
on_cluster get nodes
see 'one node, Ready'

step '3. Gateway API'
on_cluster apply --server-side -f "$GATEWAY_API" ||
  stop 'the Gateway API kinds could not be applied' 'check that this computer reaches github.com'
on_cluster wait --for=condition=Established crd/httproutes.gateway.networking.k8s.io --timeout 60s ||
  stop 'the kind HTTPRoute is not there' 'run this script again'
see 'names of kinds, each "serverside-applied"'

step "4. Istio $ISTIO_VERSION, with $with"
istioctl x precheck --context "$CONTEXT" ||
  stop 'this cluster cannot take Istio' 'read the lines above: each names its cause'
if [ "$with" = istioctl ]; then
  istioctl install --context "$CONTEXT" --set profile=demo --skip-confirmation ||
    stop 'istioctl could not install Istio' 'kubectl get pods -n istio-system'
else
  helm repo add istio "$CHARTS" --force-update
  helm repo update istio
  chart istio-base base
  chart istiod istiod --set profile=demo --wait
  # Without --wait: the Service of the gateway waits for a load balancer, which kind does not have.
  chart istio-ingressgateway gateway
fi
ready istiod istio-system
ready istio-ingressgateway istio-system
see 'istiod and istio-ingressgateway "successfully rolled out"'

step '5. Injection and the demo'
on_cluster apply -f "$DEMO/istio/injection"
on_cluster apply -f "$DEMO/app" -f "$DEMO/istio/v1-only"
for deployment in search-v1 search-v2 ui-v1 ui-v2; do
  ready "$deployment" default
  on_cluster get pods --namespace default --selector "app=${deployment%-*},version=${deployment#*-}" \
    --output 'jsonpath={.items[*].metadata.annotations.sidecar\.istio\.io/status}' | grep -q istio ||
    stop "$deployment runs without a proxy" "kubectl rollout restart deployment/$deployment, then istioctl x check-inject deployment/$deployment"
done
on_cluster get pods --namespace default
see 'four Pods, READY 2/2'
istioctl analyze --context "$CONTEXT" --namespace default ||
  stop 'istioctl analyze found a mistake' 'read the lines above: each names the object and its code'
see '"No validation issues found"'

if [ "$addons" = yes ]; then
  step '6. Add-ons'
  for name in prometheus grafana jaeger kiali; do
    on_cluster apply -f "$ADDONS/$name.yaml" ||
      on_cluster apply -f "$ADDONS/$name.yaml" ||
      stop "$name could not be applied" 'run this script again: objects may arrive before their kinds'
  done
  for name in prometheus grafana jaeger kiali; do ready "$name" istio-system; done
  on_cluster apply -f "$DEMO/tracing"
  see 'four more Deployments "successfully rolled out"'
fi

step 'Ask it'
on_cluster port-forward --namespace istio-system service/istio-ingressgateway "$LOCAL_PORT:80" >/dev/null &
forward=$!
trap 'kill "$forward" 2>/dev/null || true' EXIT
answer=$(curl --silent --fail --retry 20 --retry-delay 1 --retry-all-errors "http://localhost:$LOCAL_PORT/") ||
  stop "nothing answers at http://localhost:$LOCAL_PORT/" "port taken: LOCAL_PORT=8081 $0; otherwise: istioctl proxy-status"
echo "   $answer"
case $answer in
  *'ui (v1) => search (v1)'*) see 'the same words: "from":"ui (v1) => search (v1)"' ;;
  *) stop 'the answer is not that of step v1-only' "kubectl apply -f $DEMO/istio/v1-only" ;;
esac
cat <<WORDS

Done. To go on:
   kubectl --context $CONTEXT port-forward -n istio-system service/istio-ingressgateway $LOCAL_PORT:80
   npm run walkthrough            in a second terminal: the talk's steps, one by one
   demo/cluster/down.sh           takes everything away
WORDS
