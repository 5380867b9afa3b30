package policy

import (
	"maps"
	"slices"
)

// Category is a kind of change that always needs a person: files of it, and
// commands that do it. A command pattern is a few words: the first names the
// program, the others follow in that order, whatever stands between; * stands
// for any letters in a word.
type Category struct {
	Paths    []string `json:"paths,omitzero"`
	Commands []string `json:"commands,omitzero"`
}

func defaultCategories() map[string]Category {
	return map[string]Category{
		"deploy": {
			Paths: []string{"deploy", "deployment", "deployments", "k8s", "kubernetes", "terraform", "*.tf", "*.tfvars", "Procfile"},
			Commands: []string{
				"kubectl", "helm install", "helm upgrade", "helm rollback", "terraform apply", "terraform destroy", "pulumi up", "ansible-playbook",
				"docker push", "npm publish", "cargo publish", "twine upload", "gem push", "goreleaser release", "gh release",
				"aws", "gcloud", "az", "fly deploy", "heroku", "vercel", "serverless deploy",
			},
		},
		"production_config": {
			Paths: []string{"prod", "production", "prod.*", "production.*", "*.prod.*", "*.production.*", "*-prod.*", "*-production.*", "*.production"},
		},
		"billing": {
			Paths:    []string{"billing*", "*_billing", "*-billing", "payment*", "pricing", "stripe*"},
			Commands: []string{"stripe"},
		},
		"secrets": {
			Paths: []string{
				".env", ".env.*", "secrets", "secrets.*", "credentials", "credentials.*", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore",
				"id_rsa*", "id_ed25519*", ".netrc", ".npmrc", ".pypirc",
			},
			Commands: []string{"vault", "gh secret", "sops", "kubeseal"},
		},
	}
}

func (p Policy) categoryNames() []string { return slices.Sorted(maps.Keys(p.Categories)) }
