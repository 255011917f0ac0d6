"""Social evaluation of disclosure work (社会评议): plan, scheme, public and panel, grade, feedback, rectification."""
