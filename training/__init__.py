"""How the network reader's weights are made: prepare, train, quantise, evaluate, card. See README.md."""
