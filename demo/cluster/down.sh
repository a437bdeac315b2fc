#!/usr/bin/env bash
# Takes away what up.sh made.
#
#   demo/cluster/down.sh           deletes the whole cluster
#   demo/cluster/down.sh --keep    keeps the cluster, removes the demo, the add-ons and Istio (with every rule you wrote)
#
# Not yet run on a real cluster: its commands are checked against the command trees of the tools only.
set -euo pipefail

readonly CLUSTER=istio
readonly CONTEXT="kind-$CLUSTER"
readonly ADDONS=https://raw.githubusercontent.com/istio/istio/release-1.31/samples/addons

cd "$(dirname "$0")/../.."
readonly DEMO=examples/demo

on_cluster() { kubectl --context "$CONTEXT" "$@"; }

case ${1:-} in
  '')
    kind delete cluster --name "$CLUSTER"
    echo 'You should see: the cluster is deleted. What you downloaded stays: the tools, the image of the node, the folder of Istio.'
    exit 0
    ;;
  --keep) ;;
  *)
    printf 'Stopped: %s is unknown\n   What to do: use --keep or nothing\n' "$1" >&2
    exit 1
    ;;
esac

on_cluster delete --ignore-not-found -f "$DEMO/tracing" || true # the kind itself may be gone
for name in kiali jaeger grafana prometheus; do
  on_cluster delete --ignore-not-found -f "$ADDONS/$name.yaml"
done
on_cluster delete --ignore-not-found -f "$DEMO/app"
if command -v helm >/dev/null && helm status istiod --kube-context "$CONTEXT" --namespace istio-system >/dev/null 2>&1; then
  helm uninstall istio-ingressgateway istiod istio-base --kube-context "$CONTEXT" --namespace istio-system
  # Helm keeps the kinds of a chart; with them go the rules that were written.
  for kind in $(on_cluster get crd --output name); do
    case $kind in *.istio.io) on_cluster delete "$kind" ;; esac
  done
else
  istioctl uninstall --context "$CONTEXT" --purge --skip-confirmation
fi
on_cluster delete namespace istio-system --ignore-not-found
on_cluster label namespace default istio-injection-
echo 'You should see: kubectl get pods names no Pod any more.'
