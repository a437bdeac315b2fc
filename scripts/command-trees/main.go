// Writes the subcommands and flags of one tool as JSON, read from the tool's own command tree.
//
//	go run . kind|istioctl|kubectl|helm > ../../tests/demo/fixtures/commands/<tool>.json
//
// The tests run the cluster scripts against stand-ins that know these trees and nothing else, so that an unknown
// subcommand or flag fails without a cluster. Run it again after raising a version in go.mod.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	helm "helm.sh/helm/v4/pkg/cmd"
	istioctl "istio.io/istio/istioctl/cmd"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kindcmd "sigs.k8s.io/kind/pkg/cmd"
	"sigs.k8s.io/kind/pkg/cmd/kind"
)

type flag struct {
	Short string `json:"short,omitempty"`
	// The flag takes no value unless one is joined with "=".
	Switch bool `json:"switch,omitempty"`
}

type command struct {
	Aliases []string `json:"aliases,omitempty"`
	// Flags of this command alone.
	Flags map[string]flag `json:"flags,omitempty"`
	// Flags of this command and all below it.
	Persistent map[string]flag     `json:"persistent,omitempty"`
	Commands   map[string]*command `json:"commands,omitempty"`
}

var modules = map[string]string{
	"kind":     "sigs.k8s.io/kind",
	"istioctl": "istio.io/istio",
	"kubectl":  "k8s.io/kubectl",
	"helm":     "helm.sh/helm/v4",
}

func root(tool string) (*cobra.Command, error) {
	switch tool {
	case "kind":
		return kind.NewCommand(kindcmd.NewLogger(), kindcmd.StandardIOStreams()), nil
	case "istioctl":
		return istioctl.GetRootCmd(nil), nil
	case "kubectl":
		return kubectl.NewDefaultKubectlCommand(), nil
	case "helm":
		return helm.NewRootCmd(io.Discard, nil, func(bool) {})
	}
	return nil, fmt.Errorf("%q: expected kind, istioctl, kubectl or helm", tool)
}

func flags(set *pflag.FlagSet) map[string]flag {
	found := map[string]flag{}
	set.VisitAll(func(f *pflag.Flag) {
		found[f.Name] = flag{Short: f.Shorthand, Switch: f.NoOptDefVal != ""}
	})
	return found
}

func walk(c *cobra.Command) *command {
	c.InitDefaultHelpFlag()
	local := flags(c.LocalNonPersistentFlags())
	found := &command{Aliases: c.Aliases, Flags: local, Persistent: flags(c.PersistentFlags())}
	for _, sub := range c.Commands() {
		if found.Commands == nil {
			found.Commands = map[string]*command{}
		}
		found.Commands[sub.Name()] = walk(sub)
	}
	return found
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}

func main() {
	tool := ""
	if len(os.Args) > 1 {
		tool = os.Args[1]
	}
	top, err := root(tool)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	top.InitDefaultHelpCmd()
	top.InitDefaultCompletionCmd()
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	if err := out.Encode(map[string]any{
		"tool": tool, "module": modules[tool], "version": version(modules[tool]), "root": walk(top),
	}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
