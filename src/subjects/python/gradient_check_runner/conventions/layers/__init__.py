"""Layer objects, how they are made and run, and how their gradients are found."""
