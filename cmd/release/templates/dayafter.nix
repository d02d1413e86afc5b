# Nix expression. Set the URL's host to where the archives are published.
{ stdenv, fetchurl, installShellFiles }:
let
  sources = {
    x86_64-linux = { name = "linux_amd64"; sha256 = "{{.Sums.linux_amd64}}"; };
    aarch64-linux = { name = "linux_arm64"; sha256 = "{{.Sums.linux_arm64}}"; };
    x86_64-darwin = { name = "darwin_amd64"; sha256 = "{{.Sums.darwin_amd64}}"; };
    aarch64-darwin = { name = "darwin_arm64"; sha256 = "{{.Sums.darwin_arm64}}"; };
  };
  source = sources.${stdenv.hostPlatform.system};
in
stdenv.mkDerivation {
  pname = "dayafter";
  version = "{{.Version}}";
  src = fetchurl {
    url = "https://example.invalid/dayafter_{{.Version}}_${source.name}.tar.gz";
    inherit (source) sha256;
  };
  nativeBuildInputs = [ installShellFiles ];
  installPhase = ''
    install -Dm755 dayafter $out/bin/dayafter
    installManPage man/dayafter.1
    installShellCompletion --bash completions/dayafter.bash --zsh completions/_dayafter --fish completions/dayafter.fish
  '';
}
